#pragma once

#include <string>
#include <vector>

#include "server/api/document_json.h"
#include "server/domain/documents.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/neighbour_rules.h"

namespace grafake::server {

// /api/folders.
class FoldersApi {
 public:
  FoldersApi(const Answers& answers, Documents& documents, const DocumentRights& rights, std::string sub_url,
             const NeighbourRules& rules)
      : answers_(answers), documents_(documents), rights_(rights), sub_url_(std::move(sub_url)), rules_(rules) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response ListOfResources(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response GetById(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response Count(const Context& context) const;
  [[nodiscard]] Response Move(const Context& context) const;
  [[nodiscard]] Response Shown(const DocumentRow& folder, const Context& context) const;
  void AddHit(JsonWriter& json, const DocumentRow& folder) const;
  static void AddPowers(JsonWriter& json, const DocumentPowers& may);
  void AddFolder(JsonWriter& json, const DocumentRow& folder, const Context& context) const;
  void AddParents(JsonWriter& json, const DocumentRow& folder, const Context& context) const;
  // What is in no folder, as if it were in one.
  [[nodiscard]] Response General() const;

  const Answers& answers_;
  Documents& documents_;
  const DocumentRights& rights_;
  std::string sub_url_;
  NeighbourRules rules_;
};

// Sorts as lists of Grafana show them: folders first, then by title without regard to case.
void SortAsShown(std::vector<FoundDocument>& found);

// ?limit= and ?page= of such lists: what is no positive number is as if it were not there.
void SetPage(const Query& query, DocumentQuery& list);

}  // namespace grafake::server
