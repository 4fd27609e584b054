#pragma once

#include <string>
#include <tl/expected.hpp>

namespace grafake {

// A Grafana's URL in the parts that a request needs.
struct BaseUrl {
  std::string origin;  // "https://host:443": what credentials are for
  std::string host;    // of the Host header
  std::string path;    // what paths are put behind: the sub-path, without a slash at its end
};

// Or what is wrong with the URL. Never quotes it: it may hold a password.
[[nodiscard]] tl::expected<BaseUrl, std::string> BaseUrlOf(const std::string& url);

// Where a redirect leads.
struct Destination {
  std::string origin;
  std::string target;  // path and query
};

// Of a Location header in the answer to a request for `target` at `origin`; empty parts: not a URL.
[[nodiscard]] Destination Resolved(const std::string& origin, const std::string& target, const std::string& location);

// "user:password" of a proxy's URL, decoded; empty: none.
[[nodiscard]] std::string UserInfoOf(const std::string& url);

}  // namespace grafake
