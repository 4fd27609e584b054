#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/sealing.h"
#include "server/releases/drawn_uids.h"
#include "server/releases/source_rules.h"
#include "server/storage/data_source_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// What somebody wants a data source to be.
struct DataSourceWish {
  std::string uid;  // empty: one is drawn, or stays
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
  std::string json_data;                       // as JSON with sorted members; empty: none
  std::map<std::string, std::string> secrets;  // by name, in the clear; an empty one removes it
  std::int64_t version = 0;                    // that it is a change of; 0: none is named
  bool read_only = false;                      // it comes from a file and stays as it is there
};

// Data sources, by Grafana's rules. Nothing is ever sent to one. Their secrets are kept sealed, and no answer holds
// them. Thread-safe; each call is one transaction.
class DataSources {
 public:
  DataSources(DataSourceStore& store, Clock clock, Sealing sealing, const DataSourceRules& rules, DrawnUids uids)
      : store_(store), clock_(std::move(clock)), sealing_(std::move(sealing)), rules_(rules), uids_(uids) {}

  // kInvalid: the name is too long; kTaken, kUidMalformed, kUidTooLong, kUidTaken.
  [[nodiscard]] Result<DataSourceRow> Create(std::int64_t org_id, const DataSourceWish& wish);
  // `present` is the one to change. kFixed: it comes from a file, or its uid stays; kNotFound, kTaken, kUidTaken.
  [[nodiscard]] Result<DataSourceRow> Update(const DataSourceRow& present, const DataSourceWish& wish);
  // kFixed: it comes from a file; kNotFound.
  [[nodiscard]] Result<Done> Delete(const DataSourceRow& present);

  // One as it was elsewhere: with that id, and secrets that are sealed already. kTaken, kUidTaken.
  [[nodiscard]] Result<Done> Place(std::int64_t org_id, std::int64_t id, const DataSourceWish& wish,
                                   const std::map<std::string, std::string>& sealed);

  // What a file wants: the one of that name is made, or changed, whatever else it was. One that is made without a uid
  // gets one that its name tells. kInvalid: it has no name, or one too long; kUidMalformed, kUidTooLong, kUidTaken.
  [[nodiscard]] Result<DataSourceRow> Put(std::int64_t org_id, const DataSourceWish& wish);
  // What a file does not want: false when nothing has that name. kInvalid: it is empty.
  [[nodiscard]] Result<bool> Remove(std::int64_t org_id, const std::string& name);

  // By id, of all orgs.
  [[nodiscard]] std::vector<DataSourceRow> ListAll() { return store_.ListAll(); }

  // kNotFound.
  [[nodiscard]] Result<DataSourceRow> Get(std::int64_t org_id, std::int64_t id);
  [[nodiscard]] Result<DataSourceRow> GetByUid(std::int64_t org_id, const std::string& uid);
  [[nodiscard]] Result<DataSourceRow> GetByName(std::int64_t org_id, const std::string& name);
  // By name, without regard to case.
  [[nodiscard]] std::vector<DataSourceRow> List(std::int64_t org_id) { return store_.List(org_id); }

  // What Grafana comes with; null: it is another.
  [[nodiscard]] const DataSourceType* FindType(std::string_view id) const;

  [[nodiscard]] const DataSourceRules& rules() const { return rules_; }

 private:
  [[nodiscard]] Result<DataSourceRow> Change(const DataSourceRow& present, const DataSourceWish& wish);
  [[nodiscard]] DataSourceRow RowOf(std::int64_t org_id, const DataSourceWish& wish) const;

  DataSourceStore& store_;
  Clock clock_;
  Sealing sealing_;
  DataSourceRules rules_;
  DrawnUids uids_;
};

}  // namespace grafake::server
