#include "fcgi/field_source.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/url/pct_string_view.hpp>
#include <cstdint>
#include <set>

#include "domain/text.h"
#include "fcgi/multipart.h"

namespace nexcyte::fcgi {
namespace {

constexpr std::size_t kMaxFields = 100;
constexpr std::size_t kMaxDepth = 8;

domain::Error Malformed(const char* detail) {
  return {domain::ErrorCode::kMalformed, "malformed", detail};
}

std::string DecodePart(std::string_view text) {
  const auto encoded = boost::urls::make_pct_string_view(text);
  if (!encoded) {
    throw Malformed("broken percent escape");
  }
  boost::urls::encoding_opts options;
  options.space_as_plus = true;
  std::string decoded = encoded->decode(options);
  if (!domain::CountCharacters(decoded)) {
    throw Malformed("text is not UTF-8");
  }
  return decoded;
}

void CheckNames(const NamedValues& values) {
  if (values.size() > kMaxFields) {
    throw Malformed("too many fields");
  }
  std::set<std::string_view> names;
  for (const auto& [name, value] : values) {
    if (!names.insert(name).second) {
      throw Malformed("field given twice");
    }
  }
}

// Builds the members of the outermost object from the parser's events. What lies deeper than a
// list of plain values is only noted as being there.
class MemberCollector {
 public:
  // Boost.JSON asks for these by name.
  // NOLINTBEGIN(readability-identifier-naming)
  static constexpr std::size_t max_object_size = kMaxFields;
  static constexpr std::size_t max_array_size = 1000;
  static constexpr std::size_t max_key_size = 200;
  static constexpr std::size_t max_string_size = 1 << 20;
  // NOLINTEND(readability-identifier-naming)

  using ErrorCode = boost::system::error_code;
  using View = boost::json::string_view;

  NamedValues Take() { return std::move(members_); }
  bool is_object() const { return is_object_; }

  // The names are those that basic_parser calls.
  // NOLINTBEGIN(readability-identifier-naming)
  bool on_document_begin(ErrorCode&) { return true; }
  bool on_document_end(ErrorCode&) { return true; }
  bool on_object_begin(ErrorCode&) {
    if (depth_ == 0) {
      is_object_ = true;
    } else {
      MarkOther();
    }
    ++depth_;
    return true;
  }
  bool on_object_end(std::size_t, ErrorCode&) {
    --depth_;
    return true;
  }
  bool on_array_begin(ErrorCode&) {
    if (depth_ == 1 && is_object_) {
      members_.back().second.kind = FieldValue::Kind::kList;
    } else {
      MarkOther();
    }
    ++depth_;
    return true;
  }
  bool on_array_end(std::size_t, ErrorCode&) {
    --depth_;
    return true;
  }
  bool on_key_part(View part, std::size_t, ErrorCode&) { return Append(part); }
  bool on_key(View part, std::size_t, ErrorCode&) {
    Append(part);
    if (depth_ == 1) {
      members_.emplace_back(std::move(text_), FieldValue());
    }
    text_.clear();
    return true;
  }
  bool on_string_part(View part, std::size_t, ErrorCode&) { return Append(part); }
  bool on_string(View part, std::size_t, ErrorCode&) {
    Append(part);
    FieldValue value{.kind = FieldValue::Kind::kText, .text = std::move(text_)};
    text_.clear();
    return Put(std::move(value));
  }
  bool on_number_part(View, ErrorCode&) { return true; }
  bool on_int64(std::int64_t number, View, ErrorCode&) {
    return Put({.kind = FieldValue::Kind::kInteger, .text = {}, .integer = number});
  }
  // Only numbers over the range of int64.
  bool on_uint64(std::uint64_t, View, ErrorCode&) { return Put(Other()); }
  bool on_double(double, View, ErrorCode&) { return Put(Other()); }
  bool on_bool(bool value, ErrorCode&) {
    return Put({.kind = FieldValue::Kind::kBoolean, .text = {}, .integer = 0, .boolean = value});
  }
  bool on_null(ErrorCode&) { return Put({.kind = FieldValue::Kind::kNull}); }
  bool on_comment_part(View, ErrorCode&) { return true; }
  bool on_comment(View, ErrorCode&) { return true; }
  // NOLINTEND(readability-identifier-naming)

 private:
  static FieldValue Other() { return {.kind = FieldValue::Kind::kOther}; }

  bool Append(View part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool Put(FieldValue value) {
    if (members_.empty() || depth_ == 0) {
      return true;  // not within an object: refused at the end
    }
    FieldValue& member = members_.back().second;
    if (depth_ == 1) {
      member = std::move(value);
    } else if (depth_ == 2 && member.kind == FieldValue::Kind::kList) {
      member.list.push_back(std::move(value));
    }
    return true;
  }
  void MarkOther() {
    if (!members_.empty()) {
      members_.back().second = Other();
    }
  }

  NamedValues members_;
  std::string text_;
  int depth_ = 0;
  bool is_object_ = false;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> DecodeForm(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> values;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) {
      continue;
    }
    const std::size_t split = std::min(pair.find('='), pair.size());
    std::string name = DecodePart(pair.substr(0, split));
    if (name.empty()) {
      throw Malformed("field without a name");
    }
    values.emplace_back(std::move(name), DecodePart(pair.substr(std::min(split + 1, pair.size()))));
    if (values.size() > kMaxFields) {
      throw Malformed("too many fields");
    }
  }
  return values;
}

NamedValues DecodeUrlEncoded(std::string_view text) {
  NamedValues values;
  for (auto& [name, text_value] : DecodeForm(text)) {
    FieldValue value;
    value.text = std::move(text_value);
    values.emplace_back(std::move(name), std::move(value));
  }
  CheckNames(values);
  return values;
}

NamedValues DecodeMultipartForm(std::string_view content_type, std::string_view body) {
  NamedValues values;
  for (FormPart& part : DecodeMultipart(content_type, body)) {
    if (!part.is_file && !domain::CountCharacters(part.text)) {
      throw Malformed("text is not UTF-8");
    }
    FieldValue value;
    value.kind = part.is_file ? FieldValue::Kind::kFile : FieldValue::Kind::kText;
    value.text = std::move(part.text);
    values.emplace_back(std::move(part.name), std::move(value));
  }
  CheckNames(values);
  return values;
}

NamedValues DecodeJsonObject(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = kMaxDepth;
  boost::json::basic_parser<MemberCollector> parser(options);
  boost::json::error_code error;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), error);
  if (error || used != text.size() || !parser.handler().is_object()) {
    throw Malformed("body is not a JSON object");
  }
  NamedValues members = parser.handler().Take();
  CheckNames(members);
  return members;
}

}  // namespace nexcyte::fcgi
