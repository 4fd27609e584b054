#pragma once

#include "server/api/avatars.h"
#include "server/api/document_json.h"
#include "server/domain/document_sharing.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"

namespace grafake::server {

// …/permissions of single folders and dashboards, with RBAC.
class DocumentPermissionsApi {
 public:
  // `resources`: see NeighbourRules::documents_are_resources.
  DocumentPermissionsApi(const Answers& answers, const Avatars& avatars, Documents& documents,
                         const DocumentRights& rights, DocumentSharing& sharing, std::string sub_url, bool resources)
      : answers_(answers),
        avatars_(avatars),
        documents_(documents),
        rights_(rights),
        sharing_(sharing),
        sub_url_(std::move(sub_url)),
        resources_(resources) {}

  using Found = tl::expected<DocumentRow, Response>;

  // `by_id`: of dashboards by their numbers as well.
  void Mount(Router& router, bool by_id) const;
  // The same routes with other handlers.
  void MountAs(Router& router, bool by_id, const RouteHandler& list, const RouteHandler& replace) const;

  // That the path names, if the caller may do that with it.
  [[nodiscard]] Found Asked(const Context& context, DocumentDeed deed) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Replace(const Context& context) const;
  [[nodiscard]] bool Sees(const Principal& caller, const HeldPermissionRow& holder) const;
  void AddHolder(JsonWriter& json, const DocumentHolder& holder, const DocumentRow& document) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Documents& documents_;
  const DocumentRights& rights_;
  DocumentSharing& sharing_;
  std::string sub_url_;
  bool resources_;
};

}  // namespace grafake::server
