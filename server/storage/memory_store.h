#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/storage/database.h"

namespace grafake::server {

// Texts that are remembered for a time, by subject and name: rows of Grafana's table `kv_store` of org 0, whose value
// is "end text", the end in Unix seconds, 0 for none. Thread-safe; each call is one transaction.
class MemoryStore {
 public:
  explicit MemoryStore(Database& database) : database_(database) {}

  // What is remembered at `now`.
  [[nodiscard]] std::optional<std::string> Find(const std::string& subject, const std::string& name, std::int64_t now);

  struct Entry {
    std::string subject;
    std::string name;
    std::string text;
    std::int64_t end = 0;  // Unix seconds; 0: for ever
  };
  // In the place of what was remembered by that name. What has ended goes.
  void Put(const Entry& entry, Timestamp now);
  void Forget(const std::string& subject, const std::string& name);

 private:
  Database& database_;
};

}  // namespace grafake::server
