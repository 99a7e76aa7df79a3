#ifndef NEXCYTE_VIEWS_RENDERER_H_
#define NEXCYTE_VIEWS_RENDERER_H_

#include <filesystem>
#include <memory>
#include <string>

namespace ctemplate {
class TemplateDictionary;
}

namespace nexcyte::views {

// Where the templates are installed; `serve --views DIR` names another folder.
const std::filesystem::path& DefaultViewsFolder();

// All page templates, parsed once. Render() may be called by any number of threads.
class Renderer {
 public:
  // Throws std::runtime_error that names every template of this program which `folder` lacks or
  // which does not parse.
  explicit Renderer(const std::filesystem::path& folder);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // Expands `template_name` (`layout.tpl`). Throws domain::Error kInternal when that fails: a page
  // is never sent half.
  std::string Render(const std::string& template_name,
                     const ctemplate::TemplateDictionary& values) const;

 private:
  class Cache;
  std::unique_ptr<Cache> cache_;
};

}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_RENDERER_H_
