#ifndef NEXCYTE_TESTS_VIEWS_DESK_PAGES_H_
#define NEXCYTE_TESTS_VIEWS_DESK_PAGES_H_

#include <map>
#include <string>

#include "views/admin_bookings.h"
#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views::sample {

// The pages on which staff work with everybody's bookings, by name, in all their states.
std::map<std::string, std::string> DeskPages(const Renderer& renderer);

// The same with `text` in the place of all that people can have typed.
std::map<std::string, std::string> DeskPagesWith(const Renderer& renderer, const Layout& layout,
                                                 const std::string& text,
                                                 const FormProblem& problem);

// A list with one booking, of which people have typed `text`.
domain::StaffList DeskListWith(const std::string& text);

}  // namespace nexcyte::views::sample

#endif  // NEXCYTE_TESTS_VIEWS_DESK_PAGES_H_
