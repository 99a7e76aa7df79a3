#include "fcgi/router.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "domain/error.h"
#include "domain/text.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::size_t kMaxParameter = 64;

// `/a/b` gives a, b; `/` gives one empty segment.
std::vector<std::string_view> SplitPath(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/')) {
    segments.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  segments.push_back(path);
  return segments;
}

bool IsParameter(std::string_view segment) { return segment.starts_with('{'); }

bool IsName(char c) { return domain::IsAsciiAlnum(c) || c == '_' || c == '-'; }

bool IsParameterValue(std::string_view text) {
  return !text.empty() && text.size() <= kMaxParameter && std::ranges::all_of(text, IsName);
}

bool IsLiteral(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return IsName(c) || c == '.'; });
}

bool IsPatternSegment(std::string_view text) {
  if (!IsParameter(text)) {
    return IsLiteral(text);
  }
  return text.size() > 2 && text.ends_with('}') && IsLiteral(text.substr(1, text.size() - 2));
}

// Equal for patterns that match the same paths.
std::string Shape(const std::vector<std::string>& segments) {
  std::string shape;
  for (const std::string& segment : segments) {
    shape += '/';
    shape += IsParameter(segment) ? "{}" : segment;
  }
  return shape;
}

std::vector<std::string> ReadPattern(const Route& route) {
  if (!route.path.starts_with('/') || route.handler == nullptr) {
    throw std::logic_error("route without path or handler: " + route.path);
  }
  std::vector<std::string> segments;
  for (const std::string_view segment : SplitPath(route.path)) {
    if (!IsPatternSegment(segment)) {
      throw std::logic_error("unreadable route: " + route.path);
    }
    segments.emplace_back(segment);
  }
  return segments;
}

bool Matches(const std::vector<std::string>& pattern, const std::vector<std::string_view>& path) {
  return std::ranges::equal(pattern, path, [](const std::string& wanted, std::string_view given) {
    return IsParameter(wanted) ? IsParameterValue(given) : wanted == given;
  });
}

// Literals come before parameters, from the left.
bool IsMoreLiteral(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::lexicographical_compare(
      a, b, {}, [](const std::string& s) { return IsParameter(s); },
      [](const std::string& s) { return IsParameter(s); });
}

bool Answers(const Route& route, std::string_view method) {
  return method == ToString(route.method) || (method == "HEAD" && route.method == Method::kGet);
}

std::string AllowOf(const std::set<Method>& methods) {
  std::string allow;
  for (const Method method : methods) {
    allow += allow.empty() ? "" : ", ";
    allow += method == Method::kGet ? "GET, HEAD" : ToString(method);
  }
  return allow;
}

}  // namespace

std::string_view ToString(Method method) { return method == Method::kGet ? "GET" : "POST"; }

const std::string& PathParameters::Get(std::string_view name) const {
  const auto found =
      std::ranges::find_if(values_, [name](const auto& value) { return value.first == name; });
  if (found == values_.end()) {
    throw domain::Error(domain::ErrorCode::kInternal, "internal", "no such path parameter");
  }
  return found->second;
}

Router::Router(std::vector<Route> routes, Pool pool) : routes_(std::move(routes)), pool_(pool) {
  std::set<std::string> shapes;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    Pattern pattern{ReadPattern(routes_[i]), i};
    const std::string shape =
        fmt::format("{} {}", ToString(routes_[i].method), Shape(pattern.segments));
    if (!shapes.insert(shape).second) {
      throw std::logic_error("route given twice: " + routes_[i].path);
    }
    patterns_.push_back(std::move(pattern));
  }
  std::ranges::stable_sort(patterns_, [](const Pattern& a, const Pattern& b) {
    return IsMoreLiteral(a.segments, b.segments);
  });
}

RouteMatch Router::Match(std::string_view method, std::string_view path) const {
  RouteMatch match;
  match.index = routes_.size();
  if (!path.starts_with('/')) {
    return match;
  }
  const std::vector<std::string_view> segments = SplitPath(path);
  std::set<Method> methods;
  for (const Pattern& pattern : patterns_) {
    if (!Matches(pattern.segments, segments)) {
      continue;
    }
    const Route& route = routes_[pattern.index];
    methods.insert(route.method);
    if (Answers(route, method)) {
      return Found(pattern, segments);
    }
  }
  match.allow = AllowOf(methods);
  return match;
}

RouteMatch Router::Found(const Pattern& pattern,
                         const std::vector<std::string_view>& segments) const {
  RouteMatch match;
  match.index = routes_.size();
  if (routes_[pattern.index].pool != pool_) {
    return match;
  }
  match.route = &routes_[pattern.index];
  match.index = pattern.index;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string& name = pattern.segments[i];
    if (IsParameter(name)) {
      match.parameters.Add(name.substr(1, name.size() - 2), std::string(segments[i]));
    }
  }
  return match;
}

}  // namespace nexcyte::fcgi
