#pragma once

#include <cstddef>
#include <string>
#include <tl/expected.hpp>

namespace grafake::server {

// What is to be fetched from elsewhere.
struct HttpsWish {
  std::string url;                  // https://host[:port]/path
  std::string host;                 // of it, without a port: whom the certificate is to be for
  std::string bearer = {};          // goes with it; a secret. Empty: none
  std::string authority_file = {};  // PEM: who vouches for the host, instead of the system's
  bool any_peer = false;            // nobody needs to vouch
  std::size_t most_bytes = std::size_t{1} << 20;
  int most_seconds = 5;  // for all of it
};

// The body of the answer to a GET, from one for whom the authorities vouch. The error is OpenSSL's sentence.
// Blocks. Thread-safe.
[[nodiscard]] tl::expected<std::string, std::string> HttpsGet(const HttpsWish& wish);

}  // namespace grafake::server
