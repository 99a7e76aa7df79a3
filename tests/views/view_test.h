#ifndef NEXCYTE_TESTS_VIEWS_VIEW_TEST_H_
#define NEXCYTE_TESTS_VIEWS_VIEW_TEST_H_

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "views/renderer.h"

namespace nexcyte::views {

// The templates as they stand in the tree.
std::filesystem::path ViewsFolder();

// Loaded once for the whole program.
const Renderer& TestRenderer();

// The gallery's pages, by name; throws for a name that it does not have.
const std::map<std::string, std::string>& SamplePages();
const std::string& SamplePage(const std::string& name);

// True when `html` has `part`, whatever white space stands between the words of either.
bool Has(std::string_view html, std::string_view part);

int Count(std::string_view text, std::string_view part);

// Templates in a folder of their own, which the test may break. Removed at the end.
class CopiedViews {
 public:
  CopiedViews();
  ~CopiedViews();
  CopiedViews(const CopiedViews&) = delete;
  CopiedViews& operator=(const CopiedViews&) = delete;
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace nexcyte::views

#endif  // NEXCYTE_TESTS_VIEWS_VIEW_TEST_H_
