#include "views/contact.h"

#include <algorithm>
#include <iterator>

#include "views/contact.tpl.varnames.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

// RFC 3966 allows marks between the digits, but no blanks.
std::string Digits(const std::string& phone) {
  std::string digits;
  std::copy_if(phone.begin(), phone.end(), std::back_inserter(digits),
               [](char c) { return c == '+' || (c >= '0' && c <= '9'); });
  return digits;
}

}  // namespace

void ShowContact(ctemplate::TemplateDictionary& values, const ctemplate::TemplateString& include,
                 const std::string& email, const std::string& phone) {
  if (email.empty() && phone.empty()) {
    return;
  }
  auto* contact = values.AddIncludeDictionary(include);
  contact->SetFilename("contact.tpl");
  if (!email.empty()) {
    contact->SetValueAndShowSection(kc_CONTACT_EMAIL, email, kc_BY_MAIL);
  }
  if (!phone.empty()) {
    contact->SetValue(kc_PHONE_DIGITS, Digits(phone));
    contact->SetValueAndShowSection(kc_CONTACT_PHONE, phone, kc_BY_PHONE);
  }
  if (!email.empty() && !phone.empty()) {
    contact->ShowSection(kc_BY_EITHER);
  }
}

}  // namespace nexcyte::views
