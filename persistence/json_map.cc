#include "persistence/json_map.h"

#include <boost/json.hpp>

#include "persistence/text.h"

namespace nexcyte::persistence {

std::string MapToJson(const std::map<std::string, std::string>& values) {
  boost::json::object object;
  for (const auto& [name, value] : values) {
    object[name] = value;
  }
  return boost::json::serialize(object);
}

std::map<std::string, std::string> ReadJsonMap(const std::string& json) {
  boost::json::error_code error;
  const boost::json::value value = boost::json::parse(json, error);
  if (error || !value.is_object()) {
    RefuseText("a JSON object");
  }
  std::map<std::string, std::string> values;
  for (const auto& member : value.get_object()) {
    if (member.value().is_string()) {
      values[std::string(member.key())] = std::string(member.value().get_string());
    }
  }
  return values;
}

}  // namespace nexcyte::persistence
