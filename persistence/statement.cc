#include "persistence/statement.h"

#include "domain/error.h"

namespace nexcyte::persistence {

Statement& Statement::BindText(const char* name, std::optional<std::string> value) {
  if (value && value->find('\0') != std::string::npos) {
    throw domain::Error(domain::ErrorCode::kInvalid, "invalid",
                        std::string("NUL character in ") + name);
  }
  parameters_.push_back({name, std::move(value)});
  return *this;
}

std::int64_t Statement::Run() { return session_.Execute(sql_, parameters_, 0).touched; }

RowList Statement::Rows(int columns) { return session_.Execute(sql_, parameters_, columns).rows; }

}  // namespace nexcyte::persistence
