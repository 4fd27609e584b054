#pragma once

#include <cstddef>
#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "server/locks.h"
#include "server/prepared_start.h"

namespace grafake::server {

// What worlds begin with, made for the first one of its kind and kept for the next. Thread-safe: threads that want the
// same one at the same time have it made once.
class Templates {
 public:
  using Template = std::shared_ptr<const PreparedStart>;

  // With a number the salt of his password is drawn from it. Throws SqlError.
  [[nodiscard]] Template For(const FirstAdmin& admin, std::optional<std::uint64_t> deterministic = std::nullopt);

  // So many are kept; each takes a tenth of a megabyte.
  static constexpr std::size_t kMost = 64;

 private:
  Mutex mutex_;
  // By the first admin's password and the number, which is all that it depends on.
  std::map<std::string, std::shared_future<Template>> made_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
