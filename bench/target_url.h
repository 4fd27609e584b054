#pragma once

#include <Poco/Net/Context.h>

#include <cstdint>
#include <string>

namespace grafake::bench {

// Where a target listens.
struct TargetUrl {
  std::string host;
  std::uint16_t port = 0;
  std::string prefix;                // the path without a slash at its end
  Poco::Net::Context::Ptr tls = {};  // how https is spoken; null: plain HTTP
};

// Whose certificates are good for https.
struct Trust {
  std::string ca;         // a PEM file of authorities; empty: those of the system
  bool insecure = false;  // any certificate
};

// Throws std::invalid_argument with a sentence that names the URL, or the file of authorities. A URL with a password in
// it is refused without being named.
[[nodiscard]] TargetUrl ParseTargetUrl(const std::string& url, const Trust& trust = {});

}  // namespace grafake::bench
