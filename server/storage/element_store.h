#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/storage/database.h"
#include "server/storage/result.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// A library element: a panel or a variable that many dashboards can use.
struct ElementRow {
  struct Person {
    std::int64_t id = 0;
    std::string login = {};
    std::string email = {};
  };

  std::int64_t id = 0;
  std::int64_t org_id = 0;
  std::int64_t folder_id = 0;  // 0: in none
  std::string folder_uid;      // … empty
  std::string folder_title;
  std::string uid;
  std::string name;
  std::int64_t kind = 0;
  std::string type;
  std::string description;
  std::string model;  // JSON
  std::int64_t version = 0;
  std::int64_t dashboards = 0;  // that use it
  Timestamp created;
  Timestamp updated;
  Person creator;
  Person updater;
};

struct ElementQuery {
  std::int64_t org_id = 0;
  std::int64_t kind = 0;                      // 0: of any
  std::string text = {};                      // part of the name or the description
  std::vector<std::string> types = {};        // one of these; empty: any
  std::vector<std::int64_t> folder_ids = {};  // in one of these; empty: anywhere
  std::string but_uid = {};                   // not this one
  std::string name = {};                      // of exactly that name
  bool every_folder = true;                   // what is in any folder is seen
  std::vector<std::string> folder_uids = {};  // … otherwise what is in these
  bool in_none = true;                        // … and in none
  bool descending = false;                    // by name
  std::int64_t offset = 0;
  std::int64_t limit = -1;
};

struct ElementList {
  std::int64_t total = 0;
  std::vector<ElementRow> rows;
};

// A dashboard that uses an element.
struct ElementUse {
  std::int64_t id = 0;
  std::int64_t element_id = 0;
  std::int64_t dashboard_id = 0;
  Timestamp created;
  ElementRow::Person creator;
};

// Library elements. Thread-safe; each call is one transaction.
class ElementStore {
 public:
  // `names_are_unique`: two of a kind in one folder are not called the same.
  ElementStore(Database& database, bool names_are_unique) : database_(database), names_are_unique_(names_are_unique) {}

  // kTaken: another has the uid, or the name.
  [[nodiscard]] Result<ElementRow> Insert(const ElementRow& row);
  // The one with that org and uid, to everything else of the row. kNotFound; kVersionMismatch: it has another version
  // than the row; kTaken.
  [[nodiscard]] Result<ElementRow> Update(const ElementRow& row, const std::string& new_uid);
  // kNotFound; kFixed: a dashboard uses it.
  [[nodiscard]] Result<ElementRow> Erase(std::int64_t org_id, const std::string& uid);

  [[nodiscard]] std::optional<ElementRow> Find(std::int64_t org_id, const std::string& uid);
  // By name, without regard to case.
  [[nodiscard]] ElementList List(const ElementQuery& query);
  [[nodiscard]] std::vector<ElementUse> UsesOf(std::int64_t element_id);

 private:
  Database& database_;
  bool names_are_unique_;
};

}  // namespace grafake::server
