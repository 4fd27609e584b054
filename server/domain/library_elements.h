#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/documents.h"
#include "server/domain/principal.h"
#include "server/releases/drawn_uids.h"
#include "server/storage/element_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// An element as a client sends it.
struct ElementWish {
  std::string uid = {};                        // empty: one is drawn, or the old one stays
  std::string name = {};                       // empty: of an old one it stays
  std::int64_t kind = 0;                       // 1: a panel; 2: a variable
  std::optional<std::string> model = {};       // JSON that was checked; none: of an old one it stays
  std::optional<std::int64_t> folder_id = {};  // 0: in none; nothing: of an old one it stays
  std::optional<std::string> folder_uid = {};  // wins over the id
  std::int64_t version = 0;                    // that was changed
};

// Library elements by Grafana's rules: who may use a folder may use what is in it; what is in none everybody sees, and
// editors change. Thread-safe.
class LibraryElements {
 public:
  struct Rules {
    DrawnUids uids = DrawnUids::kNineCharacters;
    // See NeighbourRules::documents_are_resources: elements have rights of their own, those in a folder that is not
    // there are stored and counted, and variables are none.
    bool resources = false;
  };

  LibraryElements(ElementStore& store, Documents& documents, const DocumentRights& rights, Clock clock, Rules rules)
      : store_(store), documents_(documents), rights_(rights), clock_(std::move(clock)), rules_(rules) {}

  // kUidMalformed, kUidTooLong; kInvalid: the kind or the model is none; kFolderNotFound; kDenied; kTaken.
  [[nodiscard]] Result<ElementRow> Create(const Principal& maker, const ElementWish& wish);
  // The same; kNotFound, kVersionMismatch.
  [[nodiscard]] Result<ElementRow> Update(const Principal& maker, const std::string& uid, const ElementWish& wish);
  // kNotFound, kDenied, kFixed.
  [[nodiscard]] Result<ElementRow> Delete(const Principal& caller, const std::string& uid);

  // What the reader may see. kNotFound.
  [[nodiscard]] Result<ElementRow> Get(const Principal& reader, const std::string& uid);
  [[nodiscard]] ElementList List(const Principal& reader, ElementQuery query);
  [[nodiscard]] std::vector<ElementUse> UsesOf(const ElementRow& element) { return store_.UsesOf(element.id); }

 private:
  // The folder that the wish names, which the caller may change; 0: none.
  [[nodiscard]] Result<std::int64_t> FolderOf(const Principal& caller, const ElementWish& wish, std::int64_t old);
  [[nodiscard]] Result<Done> MayChangeIn(const Principal& caller, std::int64_t folder_id);
  [[nodiscard]] Result<Done> KindIsKnown(std::int64_t kind) const;
  // Of resources.
  [[nodiscard]] bool MayCreateIn(const Principal& caller, const DocumentRow* folder) const;
  [[nodiscard]] ElementList ListOfResources(const Principal& reader, const ElementQuery& query);

  ElementStore& store_;
  Documents& documents_;
  const DocumentRights& rights_;
  Clock clock_;
  Rules rules_;
};

}  // namespace grafake::server
