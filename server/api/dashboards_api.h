#pragma once

#include <functional>
#include <string>

#include "server/domain/documents.h"
#include "server/domain/quotas.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"

namespace grafake::server {

// How lists and dashboards are shown.
struct DocumentsShown {
  std::string sub_url;            // of root_url
  bool by_id = true;              // dashboards can be named by their numbers
  bool viewers_can_edit = false;  // [users] viewers_can_edit: what they may only read they may try to edit
  bool resources = false;         // see NeighbourRules::documents_are_resources
};

// /api/dashboards: one dashboard, tags.
class DashboardsApi {
 public:
  DashboardsApi(const Answers& answers, Documents& documents, const DocumentRights& rights, Quotas& quotas,
                DocumentsShown shown)
      : answers_(answers), documents_(documents), rights_(rights), quotas_(quotas), shown_(std::move(shown)) {}

  void Mount(Router& router) const;

  // Writes a dashboard and answers as one does who is asked to.
  [[nodiscard]] Response Saved(const Context& context, const DashboardWish& wish) const;
  // The same, with that answer when it is done.
  using Told = std::function<Response(const DocumentRow& saved)>;
  [[nodiscard]] Response SavedAs(const Context& context, const DashboardWish& wish, const Told& told) const;

 private:
  [[nodiscard]] Response Save(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response Tags(const Context& context) const;
  [[nodiscard]] Response UidsOf(const Context& context) const;
  [[nodiscard]] std::optional<Response> OverQuota(const Context& context, const DashboardWish& wish) const;
  void AddMeta(JsonWriter& json, const DocumentRow& document, const Context& context) const;
  void AddOrigin(JsonWriter& json, const DocumentRow& document) const;

  const Answers& answers_;
  Documents& documents_;
  const DocumentRights& rights_;
  Quotas& quotas_;
  DocumentsShown shown_;
};

}  // namespace grafake::server
