#include "views/renderer.h"

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_enums.h>

#include <sstream>
#include <stdexcept>

#include "domain/error.h"
#include "views/template_values.h"

namespace nexcyte::views {
namespace {

// Names without `.tpl`, from CMakeLists.txt, which also makes a header of each.
constexpr char kTemplates[] = NX_TEMPLATES;

// Blank lines only: stripping all white space would join the words at line ends.
constexpr ctemplate::Strip kStrip = ctemplate::STRIP_BLANK_LINES;

}  // namespace

class Renderer::Cache {
 public:
  // Gives the names that did not load.
  std::string Load(const std::filesystem::path& folder) {
    if (!templates_.SetTemplateRootDirectory(folder.string())) {
      return "the folder itself";
    }
    std::string missing;
    std::istringstream names{kTemplates};
    for (std::string name; names >> name;) {
      const std::string file = name + ".tpl";
      if (!templates_.LoadTemplate(file, kStrip)) {
        missing += missing.empty() ? file : ", " + file;
      }
    }
    if (missing.empty()) {
      templates_.Freeze();
    }
    return missing;
  }

  bool Expand(const std::string& name, const ctemplate::TemplateDictionary& values,
              std::string& out) const {
    ctemplate::PerExpandData data;
    return templates_.ExpandNoLoad(name, kStrip, &values, &data, &out);
  }

 private:
  ctemplate::TemplateCache templates_;
};

const std::filesystem::path& DefaultViewsFolder() {
  static const std::filesystem::path kFolder{NX_VIEWS_FOLDER};
  return kFolder;
}

Renderer::Renderer(const std::filesystem::path& folder) : cache_(std::make_unique<Cache>()) {
  const std::string missing = cache_->Load(folder);
  if (!missing.empty()) {
    throw std::runtime_error("cannot load from " + folder.string() + ": " + missing);
  }
}

Renderer::~Renderer() = default;

std::string Renderer::Render(const std::string& template_name,
                             const ctemplate::TemplateDictionary& values) const {
  std::string page;
  if (!cache_->Expand(template_name, values, page)) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal",
                        "template does not expand: " + template_name);
  }
  return page;
}

}  // namespace nexcyte::views
