// Rules over all templates of the folder (architecture.md section 5), and what starts the program.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "tests/views/view_test.h"
#include "views/renderer.h"

namespace nexcyte::views {
namespace {

namespace fs = std::filesystem;

std::string Read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<fs::path> Templates() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(ViewsFolder())) {
    if (entry.path().extension() == ".tpl") {
      files.push_back(entry.path());
    }
  }
  return files;
}

// What a template must not have, with the reason.
struct Ban {
  const char* pattern;
  const char* why;
};

const std::vector<Ban>& Bans() {
  static const std::vector<Ban> bans = {
      {R"(:none\b)", "switches escaping off"},
      {R"(\b(formaction|srcdoc|poster|xlink:href|srcset|style)\s*=)",
       "not escaped for its meaning"},
      {R"(\son[a-z]+\s*=)", "event attribute: blocked by the policy"},
      {R"(\s(x-|v-|ng-|hx-|@|:)[a-z-]+\s*=)", "event attribute of a framework"},
      {R"(<style\b)", "inline style: blocked by the policy"},
      {R"(<script\b(?![^>]*\bsrc=))", "inline script: blocked by the policy"},
      {R"(javascript:)", "script address"},
      {R"(<(base|object|embed)\b)", "not allowed by the policy"},
      {R"(<iframe\b(?![^>]*\bsandbox\b))", "frame without a sandbox"},
      {R"([?&;][a-z_]+=\{\{[A-Z_]+\}\})", "query value without :url_query_escape"},
      {R"(=\{\{)", "attribute value without quotes"}};
  return bans;
}

// A button that sends its form to another of our own pages, and a document in a frame in which
// nothing runs: as an attribute, it is escaped as one.
std::string WithoutWhatIsMeant(const std::string& text) {
  static const std::regex own(R"(\bformaction="\{\{BASE\}\}/[a-z/]+")");
  static const std::regex framed(R"(\bsandbox srcdoc="\{\{[A-Z_]+\}\}")");
  return std::regex_replace(std::regex_replace(text, own, ""), framed, "sandbox");
}

std::string FirstBan(const std::string& whole) {
  const std::string text = WithoutWhatIsMeant(whole);
  for (const Ban& ban : Bans()) {
    // A query value looks like an attribute without quotes, but is inside of them.
    std::string read = text;
    if (std::string(ban.pattern) == R"(=\{\{)") {
      read = std::regex_replace(text, std::regex(R"([?&;][a-z_]+=\{\{)"), "");
    }
    if (std::regex_search(read, std::regex(ban.pattern))) {
      return std::string(ban.pattern) + ": " + ban.why;
    }
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(Templates_)

BOOST_AUTO_TEST_CASE(EveryTemplateBeginsWithAutoescape) {
  BOOST_TEST(Templates().size() > 20U);
  for (const fs::path& file : Templates()) {
    BOOST_TEST(Read(file).rfind("{{%AUTOESCAPE context=\"HTML\"}}\n", 0) == 0U, file);
  }
}

BOOST_AUTO_TEST_CASE(NoTemplateHasWhatEscapingDoesNotCover) {
  for (const fs::path& file : Templates()) {
    BOOST_TEST(FirstBan(Read(file)) == "", file << " has " << FirstBan(Read(file)));
  }
}

BOOST_AUTO_TEST_CASE(EachBanFindsItsDefect) {
  for (const char* defect :
       {"{{X:none}}", "<button formaction=\"/x\">", "<button formaction=\"{{X}}/x\">",
        "<iframe srcdoc=\"{{X}}\">", "<iframe sandbox srcdoc=\"<p>{{X}}</p>\">",
        "<iframe src=\"x\">", "<p onclick=\"x\">", "<p x-on=\"x\">", "<style>",
        "<script>let x;</script>", "<a href=\"javascript:x\">", "<base href=\"x\">",
        "<a href=\"/x?y={{X}}\">", "<p title={{X}}>", "<p style=\"x\">"}) {
    BOOST_TEST(FirstBan(defect) != "", defect);
  }
  BOOST_TEST(FirstBan("<a href=\"/x?y={{X:url_query_escape}}\" title=\"{{X}}\">") == "");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(Renderer_)

BOOST_FIXTURE_TEST_CASE(LoadsACopyOfTheFolder, CopiedViews) { Renderer renderer(folder()); }

BOOST_FIXTURE_TEST_CASE(NamesEveryMissingTemplate, CopiedViews) {
  for (const fs::path& file : Templates()) {
    fs::remove(folder() / file.filename());
  }
  try {
    Renderer renderer(folder());
    BOOST_FAIL("started without templates");
  } catch (const std::runtime_error& error) {
    for (const fs::path& file : Templates()) {
      BOOST_TEST(std::string(error.what()).find(file.filename().string()) != std::string::npos,
                 file);
    }
  }
}

BOOST_FIXTURE_TEST_CASE(RefusesATemplateThatDoesNotParse, CopiedViews) {
  std::ofstream(folder() / "booking.tpl") << "{{%AUTOESCAPE context=\"HTML\"}}\n{{#OPEN}}";
  BOOST_CHECK_EXCEPTION(Renderer{folder()}, std::runtime_error, [](const auto& error) {
    return std::string(error.what()).find("booking.tpl") != std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(RefusesAFolderThatIsNotThere) {
  BOOST_CHECK_THROW(Renderer{"/no/such/folder"}, std::runtime_error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace nexcyte::views
