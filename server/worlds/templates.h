#pragma once

#include <cstddef>
#include <future>
#include <map>
#include <memory>
#include <string>

#include "server/locks.h"
#include "server/prepared_start.h"

namespace grafake::server {

// What worlds begin with, made for the first one of its kind and kept for the next. Thread-safe: threads that want the
// same one at the same time have it made once.
class Templates {
 public:
  using Template = std::shared_ptr<const PreparedStart>;

  // Throws SqlError.
  [[nodiscard]] Template For(const FirstAdmin& admin);

  // So many are kept; each takes a tenth of a megabyte.
  static constexpr std::size_t kMost = 64;

 private:
  Mutex mutex_;
  // By the first admin's password, which is all that it depends on.
  std::map<std::string, std::shared_future<Template>> made_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
