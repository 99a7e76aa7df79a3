#ifndef NEXCYTE_DOMAIN_VISIBLE_H_
#define NEXCYTE_DOMAIN_VISIBLE_H_

#include <string_view>

namespace nexcyte::domain {

// Whether somebody who reads `text` sees anything: a character that is neither blank nor one of
// those that Unicode has drawn as nothing (zero-width spaces and joiners, soft hyphens, fillers).
// False for what is not valid UTF-8.
bool HasVisibleCharacters(std::string_view text);

}  // namespace nexcyte::domain

#endif  // NEXCYTE_DOMAIN_VISIBLE_H_
