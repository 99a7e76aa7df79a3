#ifndef NEXCYTE_TESTS_VIEWS_HOSTILE_PAGES_H_
#define NEXCYTE_TESTS_VIEWS_HOSTILE_PAGES_H_

#include <initializer_list>
#include <map>
#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views::sample {

// Every text that a person, a tenant or Cal.com could have written: it would end an attribute, open
// a script, and start one from a link.
inline constexpr char kHostile[] = "\"'><script>alert(1)</script>{{X}}&<img src=x onerror=y>";

Layout BadLayout(Layout layout);
// With an error of each field, and of one that no form has.
FormProblem BadProblem(std::initializer_list<const char*> fields);

// Every page with kHostile in each text.
std::map<std::string, std::string> HostilePages(const Renderer& renderer);

}  // namespace nexcyte::views::sample

#endif  // NEXCYTE_TESTS_VIEWS_HOSTILE_PAGES_H_
