#pragma once

#include <cstdint>
#include <string>

#include "server/storage/database.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// What is noted of an org for good, by subject and name: Grafana's table `kv_store`. Thread-safe.
class NoteStore {
 public:
  explicit NoteStore(Database& database) : database_(database) {}

  [[nodiscard]] bool Has(std::int64_t org_id, const std::string& subject, const std::string& name);
  void Put(std::int64_t org_id, const std::string& subject, const std::string& name, Timestamp now);

 private:
  Database& database_;
};

}  // namespace grafake::server
