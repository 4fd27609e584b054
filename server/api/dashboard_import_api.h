#pragma once

#include "server/api/dashboards_api.h"

namespace grafake::server {

// /api/dashboards/import, …/trim.
class DashboardImportApi {
 public:
  DashboardImportApi(const Answers& answers, const DashboardsApi& dashboards, DocumentsShown shown)
      : answers_(answers), dashboards_(dashboards), shown_(std::move(shown)) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Import(const Context& context) const;
  [[nodiscard]] Response Trim(const Context& context) const;
  [[nodiscard]] Response Imported(const DocumentRow& made, std::string_view source, const std::string& path) const;

  const Answers& answers_;
  const DashboardsApi& dashboards_;
  DocumentsShown shown_;
};

}  // namespace grafake::server
