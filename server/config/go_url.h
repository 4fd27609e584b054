#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace grafake::server {

// The parts of a URL as Go's net/url sees them, escapes decoded except in the query.
struct GoUrl {
  std::string scheme;                   // lower case; empty: none
  std::string opaque;                   // what follows the scheme when that is no slash
  std::optional<std::string> user;      // before '@'
  std::optional<std::string> password;  // behind the ':' in it
  std::string host;                     // with its port
  std::string path;
  std::string query;
  std::string fragment;
};

// Reads a URL by the rules of Go's url.Parse, which takes much for a URL. The error is Go's whole sentence:
// `parse "http://a b/": invalid character " " in host name`. Secrets in the URL stand in it, as there.
[[nodiscard]] tl::expected<GoUrl, std::string> ParseGoUrl(std::string_view text);

}  // namespace grafake::server
