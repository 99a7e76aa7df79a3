#include "fcgi/cgi.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>
#include <string_view>

#include "domain/text.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::string_view kHeaderPrefix = "HTTP_";

std::string HeaderName(std::string_view parameter) {
  std::string name = domain::LowerAscii(parameter.substr(kHeaderPrefix.size()));
  std::ranges::replace(name, '_', '-');
  return name;
}

void AddHeader(std::map<std::string, std::string>& headers, std::string name,
               std::string_view value) {
  if (value.empty()) {
    return;
  }
  const auto [found, is_new] = headers.try_emplace(std::move(name), value);
  if (!is_new) {
    found->second += found->first == "cookie" ? "; " : ", ";
    found->second += value;
  }
}

std::optional<Site> ParseSite(std::string_view text) {
  if (text == "tenant") {
    return Site::kTenant;
  }
  if (text == "base") {
    return Site::kBase;
  }
  return text == "internal" ? std::optional(Site::kInternal) : std::nullopt;
}

std::optional<std::uint64_t> ParseLength(std::string_view text) {
  if (text.empty()) {
    return 0;
  }
  std::uint64_t length = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, length);
  return error == std::errc() && stop == end ? std::optional(length) : std::nullopt;
}

// The web server's own parameters; each comes once.
using Parameters = std::map<std::string_view, std::string_view>;

std::string_view ValueOf(const Parameters& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::string_view() : found->second;
}

bool IsToken(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return domain::IsAsciiAlnum(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool HasControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; });
}

bool IsServersOwn(std::string_view name) {
  const std::string folded = domain::LowerAscii(name);
  return folded == "status" || folded == "content-length" || folded == "transfer-encoding";
}

// RFC 9110 section 15; nginx repeats what stands here.
std::string_view ReasonPhrase(int status) {
  static const std::map<int, std::string_view> phrases = {
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {409, "Conflict"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {500, "Internal Server Error"},
      {503, "Service Unavailable"},
  };
  const auto found = phrases.find(status);
  return found == phrases.end() ? "Other" : found->second;
}

void AppendHeader(std::string& text, const std::string& name, const std::string& value) {
  if (!IsToken(name) || HasControl(value) || IsServersOwn(name)) {
    throw std::invalid_argument("refused response header");
  }
  fmt::format_to(std::back_inserter(text), "{}: {}\r\n", name, value);
}

}  // namespace

std::optional<CgiRequest> ReadParameters(const char* const* parameters) {
  CgiRequest result;
  Request& request = result.request;
  Parameters own;
  for (const char* const* item = parameters; *item != nullptr; ++item) {
    const std::string_view text(*item);
    const std::size_t split = std::min(text.find('='), text.size());
    const std::string_view name = text.substr(0, split);
    const std::string_view value = text.substr(std::min(split + 1, text.size()));
    if (name.starts_with(kHeaderPrefix)) {
      AddHeader(request.headers, HeaderName(name), value);
    } else if (!own.try_emplace(name, value).second) {
      return std::nullopt;
    }
  }
  const auto site = ParseSite(ValueOf(own, "NEXCYTE_SITE"));
  const auto length = ParseLength(ValueOf(own, "CONTENT_LENGTH"));
  request.method = ValueOf(own, "REQUEST_METHOD");
  request.path = ValueOf(own, "DOCUMENT_URI");
  if (!site || !length || request.method.empty() || !request.path.starts_with('/')) {
    return std::nullopt;
  }
  request.site = *site;
  result.content_length = *length;
  request.query = ValueOf(own, "QUERY_STRING");
  request.content_type = ValueOf(own, "CONTENT_TYPE");
  request.remote_address = ValueOf(own, "REMOTE_ADDR");
  request.tenant_slug = ValueOf(own, "NEXCYTE_TENANT");
  request.request_id = ValueOf(own, "NEXCYTE_REQUEST_ID");
  return result;
}

std::string FormatResponse(const Response& response, bool head) {
  if (response.status < 200 || response.status > 599) {
    throw std::invalid_argument("refused response status");
  }
  std::string text =
      fmt::format("Status: {} {}\r\n", response.status, ReasonPhrase(response.status));
  for (const auto& [name, value] : response.headers) {
    AppendHeader(text, name, value);
  }
  const bool has_body = response.status != 204 && response.status != 304;
  if (has_body) {
    fmt::format_to(std::back_inserter(text), "Content-Length: {}\r\n", response.body.size());
  }
  text += "\r\n";
  if (has_body && !head) {
    text += response.body;
  }
  return text;
}

}  // namespace nexcyte::fcgi
