#include "fcgi/outbound/base_url.h"

#include <boost/url/encode.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <boost/url/url.hpp>

namespace nexcyte::fcgi {
namespace {

bool IsLoopback(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::string Encoded(std::string_view text) {
  return boost::urls::encode(text, boost::urls::unreserved_chars);
}

bool IsDotSegment(std::string_view segment) { return segment == "." || segment == ".."; }

bool HasDotSegment(std::string_view path) {
  while (!path.empty()) {
    const auto slash = path.find('/');
    if (IsDotSegment(path.substr(0, slash))) {
      return true;
    }
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
  return false;
}

}  // namespace

std::string EncodeParameters(const QueryParameters& parameters) {
  std::string text;
  for (const auto& [name, value] : parameters) {
    text += text.empty() ? "" : "&";
    text += Encoded(name) + '=' + Encoded(value);
  }
  return text;
}

std::optional<BaseUrl> BaseUrl::Parse(std::string_view text) {
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed || parsed->has_userinfo() || parsed->has_query() || parsed->has_fragment() ||
      parsed->encoded_host().empty()) {
    return std::nullopt;
  }
  // Boost 1.81 reads http://127.0.0.1.example.com as the host 127.0.0.1 with the path .example.com.
  if (!parsed->encoded_path().empty() && !parsed->encoded_path().starts_with('/')) {
    return std::nullopt;
  }
  boost::urls::url url(*parsed);
  url.normalize_scheme().normalize_authority();
  const bool is_http = url.scheme() == "http" && IsLoopback(url.host());
  std::string result(url.buffer());
  while (result.ends_with('/')) {
    result.pop_back();
  }
  if ((url.scheme() != "https" && !is_http) || HasDotSegment(url.encoded_path())) {
    return std::nullopt;
  }
  return BaseUrl(std::move(result));
}

std::string BaseUrl::Url(const std::vector<std::string>& segments,
                         const QueryParameters& query) const {
  std::string url = text_;
  for (const std::string& segment : segments) {
    url += '/';
    url += Encoded(segment);
  }
  return query.empty() ? url : url + '?' + EncodeParameters(query);
}

bool BaseUrl::Covers(std::string_view url) const {
  if (!url.starts_with(text_) || url.substr(text_.size(), 1) != "/") {
    return false;
  }
  const std::string_view rest = url.substr(text_.size() + 1);
  return !HasDotSegment(rest.substr(0, rest.find('?')));
}

std::string_view OriginOf(std::string_view url) {
  const auto authority = url.find("://");
  if (authority == std::string_view::npos) {
    return {};
  }
  return url.substr(0, url.find_first_of("/?#", authority + 3));
}

}  // namespace nexcyte::fcgi
