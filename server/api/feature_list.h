#pragma once

#include <string>
#include <string_view>

// The features of a release as its /apis tells them. `lines` are a release's features.txt: one object of JSON a line,
// each with its metadata first and in them its name.
namespace grafake::server {

[[nodiscard]] std::string FeatureListJson(std::string_view lines);

// The one of that name; empty when there is none.
[[nodiscard]] std::string FeatureJson(std::string_view lines, std::string_view name);

}  // namespace grafake::server
