#ifndef NEXCYTE_FCGI_OUTBOUND_BASE_URL_H_
#define NEXCYTE_FCGI_OUTBOUND_BASE_URL_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nexcyte::fcgi {

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

// `name=value&...`, percent-encoded but for RFC 3986's unreserved characters: a query, or a body of
// application/x-www-form-urlencoded.
std::string EncodeParameters(const QueryParameters& parameters);

// The origin and path prefix under which all requests to one provider stay.
class BaseUrl {
 public:
  // https with any host, http only with 127.0.0.1, localhost or [::1]; no user, query or fragment.
  // Nothing when `text` is not such an address. A slash at the end does not matter.
  static std::optional<BaseUrl> Parse(std::string_view text);

  // `segments` and parameters are percent-encoded, everything but RFC 3986's unreserved characters.
  std::string Url(const std::vector<std::string>& segments,
                  const QueryParameters& query = {}) const;

  // True when `url` lies under this one and has no dot segment that could lead out of it.
  bool Covers(std::string_view url) const;

  const std::string& str() const { return text_; }  // without a slash at the end

 private:
  explicit BaseUrl(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// Scheme, host and port of an absolute URL.
std::string_view OriginOf(std::string_view url);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_OUTBOUND_BASE_URL_H_
