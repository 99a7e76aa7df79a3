#include "tests/views/view_test.h"

#include <cstdlib>
#include <stdexcept>

#include "tests/views/gallery_pages.h"

namespace nexcyte::views {
namespace {

std::string Flat(std::string_view text) {
  std::string flat;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n';
    if (!is_space) {
      flat += c;
    } else if (!flat.empty() && flat.back() != ' ') {
      flat += ' ';
    }
  }
  return flat;
}

}  // namespace

std::filesystem::path ViewsFolder() { return std::filesystem::path(NX_SOURCE_DIR) / "views"; }

const Renderer& TestRenderer() {
  static const Renderer renderer(ViewsFolder());
  return renderer;
}

const std::map<std::string, std::string>& SamplePages() {
  static const auto pages = sample::AllPages(TestRenderer());
  return pages;
}

const std::string& SamplePage(const std::string& name) { return SamplePages().at(name); }

bool Has(std::string_view html, std::string_view part) {
  return Flat(html).find(Flat(part)) != std::string::npos;
}

int Count(std::string_view text, std::string_view part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

CopiedViews::CopiedViews() {
  std::string name = (std::filesystem::temp_directory_path() / "nexcyte-views-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::runtime_error("cannot make a folder for templates");
  }
  folder_ = name;
  for (const auto& entry : std::filesystem::directory_iterator(ViewsFolder())) {
    if (entry.path().extension() == ".tpl") {
      std::filesystem::copy(entry.path(), folder_);
    }
  }
}

CopiedViews::~CopiedViews() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace nexcyte::views
