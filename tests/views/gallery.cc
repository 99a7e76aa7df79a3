// views_gallery FOLDER: writes every page with sample data, to be looked at in a browser and read
// by the checkers of HTML and accessibility. Serve FOLDER together with the build's static folder.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/views/gallery_pages.h"
#include "views/brand_css.h"
#include "views/renderer.h"

namespace {

void Write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) {
    throw std::runtime_error("cannot write " + file.string());
  }
}

void WriteGallery(const std::filesystem::path& folder) {
  const nexcyte::views::Renderer renderer(std::filesystem::path(NX_SOURCE_DIR) / "views");
  std::filesystem::create_directories(folder);
  for (const auto& [name, html] : nexcyte::views::sample::AllPages(renderer)) {
    Write(folder / (name + ".html"), html);
  }
  Write(folder / "brand.css", nexcyte::views::BrandCss({"Acme", "#1f4e79", "#c2410c", "", 1}));
  std::filesystem::copy(
      std::filesystem::path(NX_BINARY_DIR) / "static", folder / "static",
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: views_gallery FOLDER\n";
    return 2;
  }
  try {
    WriteGallery(argv[1]);
  } catch (const std::exception& error) {
    std::cerr << "views_gallery: " << error.what() << "\n";
    return 1;
  }
  return 0;
}
