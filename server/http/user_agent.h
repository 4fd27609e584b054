#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// What a User-Agent header says about its sender; what it does not say is "Other" or empty.
struct UserAgent {
  std::string device = "Other";
  std::string os = "Other";
  std::string os_version;
  std::string browser = "Other";
  std::string browser_version;  // "102.0": the first two numbers
};

[[nodiscard]] UserAgent ParseUserAgent(std::string_view header);

}  // namespace grafake::server
