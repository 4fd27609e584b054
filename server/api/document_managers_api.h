#pragma once

#include <string_view>

#include "server/api/avatars.h"
#include "server/domain/document_sharing.h"
#include "server/domain/documents.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/permission_rules.h"

namespace grafake::server {

// /api/access-control/folders/:resourceID and …/dashboards/:resourceID: who holds what on one of them.
class DocumentManagersApi {
 public:
  // `dashboards_sought_first`: that one is not there is noticed before its permissions are read.
  DocumentManagersApi(const Answers& answers, const Avatars& avatars, Documents& documents, DocumentSharing& sharing,
                      const PermissionRules& rules, bool dashboards_sought_first)
      : answers_(answers),
        avatars_(avatars),
        documents_(documents),
        sharing_(sharing),
        rules_(rules),
        dashboards_sought_first_(dashboards_sought_first) {}

  // Without RBAC the routes are there, and answer that they are not.
  void Mount(Router& router, bool rbac) const;

 private:
  [[nodiscard]] Response List(const Context& context, bool is_folder) const;
  [[nodiscard]] std::optional<Response> Miss(const Context& context, bool is_folder) const;
  [[nodiscard]] Response Set(const Context& context, bool is_folder, DocumentGrant::To to) const;
  [[nodiscard]] Response SetMany(const Context& context, bool is_folder) const;
  [[nodiscard]] Result<Done> Share(const Context& context, bool is_folder,
                                   const std::vector<DocumentShare>& shares) const;
  [[nodiscard]] Response RefuseShares(const Error& error, bool is_folder, std::string_view role,
                                      const Refusal& failed) const;
  void AddHolder(JsonWriter& json, const DocumentHolder& of) const;
  void AddAdmins(JsonWriter& json, bool is_folder, std::string_view role_name) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Documents& documents_;
  DocumentSharing& sharing_;
  PermissionRules rules_;
  bool dashboards_sought_first_;
};

}  // namespace grafake::server
