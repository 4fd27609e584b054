#pragma once

#include <string_view>

#include "server/api/frontend_settings.h"
#include "server/domain/principal.h"
#include "server/json/writer.h"

namespace grafake::server {

// A member of the front end's settings, and what writes its value.
struct OrderedMember {
  std::string_view name;
  void (*add)(JsonWriter& json, const FrontendSettings& s, const Principal& caller);
};

// One that is a setting as it is.
template <auto kField>
void AddField(JsonWriter& json, const FrontendSettings& s, const Principal& /*caller*/) {
  json.Value(s.*kField);
}

// Those that are always the same.
inline void AddEmpty(JsonWriter& json, const FrontendSettings& /*s*/, const Principal& /*caller*/) {
  json.BeginObject().EndObject();
}
inline void AddNo(JsonWriter& json, const FrontendSettings& /*s*/, const Principal& /*caller*/) { json.Value(false); }
inline void AddNoText(JsonWriter& json, const FrontendSettings& /*s*/, const Principal& /*caller*/) { json.Value(""); }

// One who has not signed in does not learn the version where it is hidden.
inline bool IsVersionHidden(const FrontendSettings& s, const Principal& caller) {
  return s.hide_version && !caller.SignedIn();
}

}  // namespace grafake::server
