#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// Seals secrets that are kept in the database, in the form in which Grafana itself can open them with the same key: a
// salt of 8 characters, a random block, and AES-256 in cipher feedback mode, under a key that PBKDF2 derives from
// [security] secret_key. Takes milliseconds on purpose. Thread-safe.
class Sealing {
 public:
  explicit Sealing(std::string key) : key_(std::move(key)) {}

  // Bytes, not text.
  [[nodiscard]] std::string Seal(std::string_view secret) const;
  // Nothing when it is too short to have been sealed. Under another key it opens to nonsense.
  [[nodiscard]] std::optional<std::string> Open(std::string_view sealed) const;

 private:
  std::string key_;
};

}  // namespace grafake::server
