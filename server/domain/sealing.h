#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace grafake::server {

// Seals secrets that are kept in the database, in the form in which Grafana itself can open them with the same key: a
// salt of 8 characters, a random block, and AES-256 in cipher feedback mode, under a key that PBKDF2 derives from
// [security] secret_key and the salt. Takes milliseconds on purpose. Thread-safe.
class Sealing {
 public:
  explicit Sealing(std::string key) : key_(std::move(key)) {}

  // Bytes, not text.
  [[nodiscard]] std::string Seal(std::string_view secret) const;

  // Seals secrets that are written together, under one salt: its key is derived once, for the first. Of one thread; the
  // Sealing must outlive it.
  class Together;

  // Nothing when it is too short to have been sealed. Under another key it opens to nonsense.
  [[nodiscard]] std::optional<std::string> Open(std::string_view sealed) const;

 private:
  std::string key_;
};

class Sealing::Together {
 public:
  explicit Together(const Sealing& sealing) : sealing_(sealing) {}

  [[nodiscard]] std::string Seal(std::string_view secret);

 private:
  const Sealing& sealing_;
  std::string salt_;
  std::shared_ptr<const void> cipher_;  // null: none is derived yet
};

}  // namespace grafake::server
