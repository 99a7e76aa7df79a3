#include "persistence/branding_repository.h"

#include <span>
#include <tuple>

#include "domain/crypto.h"
#include "domain/error.h"

namespace nexcyte::persistence {

using domain::Branding;

namespace {

constexpr char kLoad[] = R"sql(
  select t.name, t.brand_color, t.accent_color, coalesce(l.name, ''), t.brand_version,
         coalesce(l.width, 0), coalesce(l.height, 0)
    from nx_tenant t left join nx_tenant_logo l on l.tenant_id = t.id
   where t.id = nx.tenant_id())sql";

constexpr char kSave[] = R"sql(
  update nx_tenant set name = :name, brand_color = :brand, accent_color = :accent,
         brand_version = brand_version + 1
   where id = nx.tenant_id() and brand_version = :version)sql";

// Statements carry texts alone.
constexpr char kSaveLogo[] = R"sql(
  insert into nx_tenant_logo (name, png, width, height)
  values (:name, decode(:png, 'hex'), :width, :height)
  on conflict on constraint nx_tenant_logo_pkey do update
     set name = excluded.name, png = excluded.png, width = excluded.width,
         height = excluded.height, updated_at = nx.now())sql";
constexpr char kRemoveLogo[] = "delete from nx_tenant_logo where tenant_id = nx.tenant_id()";
constexpr char kNameLogo[] = R"sql(
  update nx_tenant set logo = :name, brand_version = brand_version + 1
   where id = nx.tenant_id())sql";
constexpr char kFindLogo[] = R"sql(
  select encode(png, 'hex') from nx_tenant_logo
   where tenant_id = nx.tenant_id() and name = :name)sql";

std::string ToHex(const std::string& bytes) {
  return domain::Hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

int Digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// Of what Postgres has written: in lower case, two digits a byte.
std::string FromHex(const std::string& digits) {
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes += static_cast<char>(Digit(digits[at]) * 16 + Digit(digits[at + 1]));
  }
  return bytes;
}

}  // namespace

Branding PgBrandingRepository::Load() {
  auto row = Statement(session_, kLoad)
                 .One<std::string, std::string, std::string, std::string, std::int64_t, int, int>();
  if (!row) {
    throw domain::NotFound();
  }
  auto& [name, brand, accent, logo, version, width, height] = *row;
  return {name, brand, accent, logo, version, width, height};
}

bool PgBrandingRepository::Save(const Branding& branding) {
  return Statement(session_, kSave)
             .Bind("name", branding.name)
             .Bind("brand", branding.brand_color)
             .Bind("accent", branding.accent_color)
             .Bind("version", branding.version)
             .Run() == 1;
}

void PgBrandingRepository::SaveLogo(const domain::Logo& logo) {
  const std::string name = domain::LogoName(logo.png);
  Statement(session_, kSaveLogo)
      .Bind("name", name)
      .Bind("png", ToHex(logo.png))
      .Bind("width", logo.width)
      .Bind("height", logo.height)
      .Run();
  NameLogo(name);
}

void PgBrandingRepository::RemoveLogo() {
  Statement(session_, kRemoveLogo).Run();
  NameLogo(std::nullopt);
}

void PgBrandingRepository::NameLogo(const std::optional<std::string>& name) {
  Statement(session_, kNameLogo).Bind("name", name).Run();
}

std::optional<std::string> PgBrandingRepository::FindLogo(const std::string& name) {
  const auto row = Statement(session_, kFindLogo).Bind("name", name).One<std::string>();
  return row ? std::optional(FromHex(std::get<0>(*row))) : std::nullopt;
}

}  // namespace nexcyte::persistence
