#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "server/locks.h"
#include "server/storage/user_store.h"

namespace grafake::server {

// Hashes and checks passwords as Grafana does. A password that was hashed here or was right once is recognised by a
// keyed digest the next time, so that only one request pays for the derivation; the key lives and dies with the object.
// Thread-safe.
class Passwords {
 public:
  Passwords();

  struct Hashed {
    std::string hash;
    std::string salt;
  };
  [[nodiscard]] Hashed Hash(std::string_view password);

  // `hashed` is of `password`, made by another of these.
  void Adopt(const Hashed& hashed, std::string_view password) { Remember(Mark(hashed.hash, password)); }

  // True when `password` belongs to the row. An empty password never does.
  [[nodiscard]] bool Verify(const PasswordRow& row, std::string_view password);

 private:
  [[nodiscard]] std::string Mark(std::string_view hash, std::string_view password) const;
  void Remember(std::string mark);

  std::string key_;
  Mutex mutex_;
  std::unordered_set<std::string> known_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
