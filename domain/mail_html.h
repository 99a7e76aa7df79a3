#ifndef NEXCYTE_DOMAIN_MAIL_HTML_H_
#define NEXCYTE_DOMAIN_MAIL_HTML_H_

#include <string_view>
#include <vector>

#include "domain/message_template.h"

namespace nexcyte::domain {

// What does not belong into the HTML of a mail: elements that run, load or send something, event
// handlers, addresses of scripts, and inside a tag any placeholder but those whose values are ours
// or the tenant's own.
//
// It tells a tenant early what no mail program would show. What makes a text harmless is the way it
// is shown: in a sandbox.
std::vector<TemplateProblem> CheckMailHtml(std::string_view html);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_MAIL_HTML_H_
