#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

struct DataSourceRow {
  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::int64_t version = 1;
  std::string uid;
  std::string name;
  std::string type;
  std::string access;
  std::string url;
  std::string user;
  std::string database;
  bool basic_auth = false;
  std::string basic_auth_user;
  bool with_credentials = false;
  bool is_default = false;
  std::string json_data;                       // as JSON; empty: none
  std::map<std::string, std::string> secrets;  // by name, each sealed, in base64; in a change an empty one removes it
  bool read_only = false;                      // it comes from a file and stays as it is there
};

// The data sources of all orgs. Thread-safe.
class DataSourceStore {
 public:
  // `first_is_default`: the first of an org becomes its default.
  explicit DataSourceStore(Database& database, bool first_is_default = false)
      : database_(database), first_is_default_(first_is_default) {}

  // Without a name it gets the first free one of its type: prometheus, prometheus-1. One that is the default takes
  // that from the one that was it. kTaken: the name; kUidTaken. Returns the row as it is stored.
  [[nodiscard]] Result<DataSourceRow> Insert(DataSourceRow row, Timestamp now);
  // The row as it is, with its id and version. kTaken: the name or the id; kUidTaken.
  [[nodiscard]] Result<Done> Place(const DataSourceRow& row, Timestamp now);
  // Everything of the row with that id and org, but an empty uid, url, database or basic_auth_user is not written, and
  // of the secrets those that are named. kNotFound, kTaken, kUidTaken. Returns the row as it is stored.
  [[nodiscard]] Result<DataSourceRow> Update(const DataSourceRow& row, Timestamp now);
  // kNotFound.
  [[nodiscard]] Result<Done> Erase(std::int64_t org_id, std::int64_t id);

  [[nodiscard]] std::optional<DataSourceRow> Find(std::int64_t org_id, std::int64_t id);
  [[nodiscard]] std::optional<DataSourceRow> FindByUid(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] std::optional<DataSourceRow> FindByName(std::int64_t org_id, const std::string& name);
  // By name, without regard to case.
  [[nodiscard]] std::vector<DataSourceRow> List(std::int64_t org_id);
  // By id, of all orgs.
  [[nodiscard]] std::vector<DataSourceRow> ListAll();

 private:
  Database& database_;
  bool first_is_default_;
};

}  // namespace grafake::server
