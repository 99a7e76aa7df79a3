#ifndef NEXCYTE_TESTS_VIEWS_TEXT_PAGES_H_
#define NEXCYTE_TESTS_VIEWS_TEXT_PAGES_H_

#include <map>
#include <string>

#include "views/form_problem.h"
#include "views/layout.h"
#include "views/renderer.h"

namespace nexcyte::views::sample {

// The pages on which staff word messages, by name, in all their states.
std::map<std::string, std::string> TextPages(const Renderer& renderer);

// The same with `text` in the place of all that people can have typed.
std::map<std::string, std::string> TextPagesWith(const Renderer& renderer, const Layout& layout,
                                                 const std::string& text,
                                                 const FormProblem& problem);

}  // namespace nexcyte::views::sample

#endif  // NEXCYTE_TESTS_VIEWS_TEXT_PAGES_H_
