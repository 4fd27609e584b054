#pragma once

#include <optional>
#include <string>

namespace grafake::server {

// Why Go's crypto/tls would not serve with these PEM files, in its words; nothing when it would. What is a certificate
// is OpenSSL's to say, which serves it.
[[nodiscard]] std::optional<std::string> TlsProblem(const std::string& cert_file, const std::string& key_file);

}  // namespace grafake::server
