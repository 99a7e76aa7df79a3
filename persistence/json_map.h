#ifndef NEXCYTE_PERSISTENCE_JSON_MAP_H_
#define NEXCYTE_PERSISTENCE_JSON_MAP_H_

#include <map>
#include <string>

namespace nexcyte::persistence {

// Names and texts as one flat JSON object. Reading keeps text members only.
std::string MapToJson(const std::map<std::string, std::string>& values);
std::map<std::string, std::string> ReadJsonMap(const std::string& json);

}  // namespace nexcyte::persistence

#endif  // NEXCYTE_PERSISTENCE_JSON_MAP_H_
