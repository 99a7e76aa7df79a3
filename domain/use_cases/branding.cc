#include "domain/use_cases/branding.h"

#include <fmt/format.h>

#include <utility>

#include "domain/account.h"
#include "domain/error.h"
#include "domain/use_cases/refusals.h"

namespace nexcyte::domain {
namespace {

// A colour that stands on the page and under white text: whichever of the two is harder to read.
std::string CheckColor(const std::string& text, const char* field, Color ground, const char* pair) {
  const auto color = ParseColor(text);
  if (!color) {
    throw InvalidInput(field, "Choose a colour, like #1f4e79.");
  }
  const double contrast = Contrast(*color, ground);
  if (contrast < kReadable) {
    throw InvalidInput(
        field, fmt::format("{} would be hard to read: the contrast is {}, and people need 4.5:1. "
                           "A darker shade that works is {}.",
                           pair, RatioText(contrast), ToText(Readable(*color, ground, {}))));
  }
  return ToText(*color);
}

Branding Checked(const Branding& branding) {
  Branding checked = branding;
  std::vector<FieldError> refused;
  Collect(refused, [&] { checked.name = CheckName(branding.name); });
  Collect(refused, [&] {
    checked.brand_color = CheckColor(branding.brand_color, "brand_color", kLightPage,
                                     "Links in this colour, and white text on it,");
  });
  Collect(refused, [&] {
    checked.accent_color =
        CheckColor(branding.accent_color, "accent_color", kWhite, "White text on this colour");
  });
  RefuseIfAny(std::move(refused));
  return checked;
}

AuditEntry ChangeOf(const Actor& actor, const Branding& before, const Branding& after) {
  AuditEntry entry{actor.user, "branding.changed", {}, {}};
  NoteChange(entry, "name", before.name, after.name);
  NoteChange(entry, "brand_color", before.brand_color, after.brand_color);
  NoteChange(entry, "accent_color", before.accent_color, after.accent_color);
  return entry;
}

AuditEntry LogoEntry(const Actor& actor, const char* action, const std::string& before,
                     const std::string& after) {
  AuditEntry entry{actor.user, action, {}, {}};
  NoteChange(entry, "logo", before, after);
  return entry;
}

}  // namespace

Branding LoadBranding(TenantStore& store) {
  return store.Read([](UnitOfWork& unit) { return unit.branding().Load(); });
}

std::string FindLogo(TenantStore& store, const std::string& name) {
  auto png = store.Read([&name](UnitOfWork& unit) { return unit.branding().FindLogo(name); });
  if (!png) {
    throw NotFound();
  }
  return *std::move(png);
}

BrandingView ShowBranding(TenantStore& store) {
  return store.Read([](UnitOfWork& unit) {
    return BrandingView{unit.branding().Load(),
                        {unit.settings().Load(), unit.settings().LoadMessages()}};
  });
}

void SaveBranding(TenantStore& store, const Actor& actor, const Branding& branding) {
  const Branding checked = Checked(branding);
  store.Transact([&](UnitOfWork& unit) {
    const Branding before = unit.branding().Load();
    if (!unit.branding().Save(checked)) {
      throw Error(ErrorCode::kConflict, "changed_meanwhile");
    }
    const AuditEntry entry = ChangeOf(actor, before, checked);
    if (!entry.details.empty()) {
      unit.audit().Append(entry);
    }
  });
}

void SaveLogo(TenantStore& store, const Actor& actor, const Logo& logo) {
  store.Transact([&](UnitOfWork& unit) {
    const std::string before = unit.branding().Load().logo;
    unit.branding().SaveLogo(logo);
    unit.audit().Append(LogoEntry(actor, "branding.logo_changed", before, LogoName(logo.png)));
  });
}

void RemoveLogo(TenantStore& store, const Actor& actor) {
  store.Transact([&](UnitOfWork& unit) {
    const std::string before = unit.branding().Load().logo;
    unit.branding().RemoveLogo();
    unit.audit().Append(LogoEntry(actor, "branding.logo_removed", before, {}));
  });
}

}  // namespace nexcyte::domain
