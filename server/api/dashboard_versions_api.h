#pragma once

#include "server/api/dashboards_api.h"

namespace grafake::server {

// /api/dashboards/uid/:uid/versions and …/restore, and the same by id.
class DashboardVersionsApi {
 public:
  // `resources`: see NeighbourRules::documents_are_resources.
  DashboardVersionsApi(const Answers& answers, Documents& documents, const DocumentRights& rights,
                       const DashboardsApi& dashboards, bool resources)
      : answers_(answers), documents_(documents), rights_(rights), dashboards_(dashboards), resources_(resources) {}

  // `by_id`: by their numbers as well.
  void Mount(Router& router, bool by_id) const;

 private:
  using Found = tl::expected<DocumentRow, Response>;

  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response ListOfResource(const Context& context, const DocumentRow& dashboard) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Restore(const Context& context) const;
  [[nodiscard]] Response Compare(const Context& context) const;
  // The dashboard of the path, which the caller may write; `unknown` is of one that a uid names.
  [[nodiscard]] Found Asked(const Context& context, const Refusal& unknown) const;

  const Answers& answers_;
  Documents& documents_;
  const DocumentRights& rights_;
  const DashboardsApi& dashboards_;
  bool resources_;
};

}  // namespace grafake::server
