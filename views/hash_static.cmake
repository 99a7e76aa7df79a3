# Copies SOURCE_DIR into TARGET_DIR as <name>.<hash>.<ending> and writes HEADER with the addresses.
# Older contents leave the build folder; an installation keeps them for pages that are still open.
file(REMOVE_RECURSE ${TARGET_DIR})
set(constants "")
foreach(constant kAppCss kAppJs kIconSvg)
  string(REGEX REPLACE "^k([A-Z][a-z]*)([A-Z][a-z]*)$" "\\1.\\2" name ${constant})
  string(TOLOWER ${name} name)
  file(SHA256 ${SOURCE_DIR}/${name} hash)
  string(SUBSTRING ${hash} 0 12 hash)
  string(REPLACE "." ".${hash}." hashed ${name})
  configure_file(${SOURCE_DIR}/${name} ${TARGET_DIR}/${hashed} COPYONLY)
  string(APPEND constants "inline constexpr char ${constant}[] = \"/static/${hashed}\";\n")
endforeach()
file(WRITE ${HEADER} "#ifndef NEXCYTE_VIEWS_STATIC_NAMES_H_
#define NEXCYTE_VIEWS_STATIC_NAMES_H_

// Made by views/hash_static.cmake.
namespace nexcyte::views {

${constants}
}  // namespace nexcyte::views

#endif  // NEXCYTE_VIEWS_STATIC_NAMES_H_
")
