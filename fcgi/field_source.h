#ifndef NEXCYTE_FCGI_FIELD_SOURCE_H_
#define NEXCYTE_FCGI_FIELD_SOURCE_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fcgi/form.h"

namespace nexcyte::fcgi {

// How names and values are written on the wire; what they mean is form.h's. Both throw
// Error(kMalformed) as form.h says, and give the names in their order, each once.
using NamedValues = std::vector<std::pair<std::string, FieldValue>>;

// application/x-www-form-urlencoded, repeated names too, for what is signed as it was sent.
std::vector<std::pair<std::string, std::string>> DecodeForm(std::string_view text);

// application/x-www-form-urlencoded, of a body or of a query.
NamedValues DecodeUrlEncoded(std::string_view text);

// The members of one JSON object.
// A form with files; throws as DecodeMultipart() does, and Error(kMalformed) for texts that are not
// UTF-8.
NamedValues DecodeMultipartForm(std::string_view content_type, std::string_view body);

NamedValues DecodeJsonObject(std::string_view text);

}  // namespace nexcyte::fcgi

#endif  // NEXCYTE_FCGI_FIELD_SOURCE_H_
