#ifndef NEXCYTE_TESTS_VIEWS_GALLERY_PAGES_H_
#define NEXCYTE_TESTS_VIEWS_GALLERY_PAGES_H_

#include <map>
#include <string>

#include "views/renderer.h"

namespace nexcyte::views::sample {

// Every page in its important states, by name: what the gallery writes and what the tests over all
// pages read.
std::map<std::string, std::string> AllPages(const Renderer& renderer);

}  // namespace nexcyte::views::sample

#endif  // NEXCYTE_TESTS_VIEWS_GALLERY_PAGES_H_
