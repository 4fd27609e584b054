#pragma once

#include "server/api/document_permissions_api.h"
#include "server/domain/document_sharing.h"

namespace grafake::server {

// …/permissions of single folders and dashboards, without RBAC.
class DocumentAclApi {
 public:
  DocumentAclApi(const Answers& answers, const Avatars& avatars, const DocumentPermissionsApi& permissions,
                 DocumentSharing& sharing, std::string sub_url)
      : answers_(answers),
        avatars_(avatars),
        permissions_(permissions),
        sharing_(sharing),
        sub_url_(std::move(sub_url)) {}

  // `by_id`: of dashboards by their numbers as well.
  void Mount(Router& router, bool by_id) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Replace(const Context& context) const;

  const Answers& answers_;
  const Avatars& avatars_;
  const DocumentPermissionsApi& permissions_;
  DocumentSharing& sharing_;
  std::string sub_url_;
};

}  // namespace grafake::server
