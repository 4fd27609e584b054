#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/provisioning/dashboard_provisioning.h"
#include "server/provisioning/data_source_provisioning.h"
#include "server/provisioning/provisioning_settings.h"
#include "server/releases/provisioning_rules.h"

namespace grafake::server {

// All kinds of files below [paths] provisioning. Thread-safe.
class Provisioning {
 public:
  Provisioning(DataSources& sources, FileDocuments& documents, Orgs& orgs, ProvisioningRules rules,
               const ProvisioningSettings& settings);
  Provisioning(const Provisioning&) = delete;
  Provisioning& operator=(const Provisioning&) = delete;

  // What a start does: reads each kind in its order. Throws ProvisioningFailed.
  void RunAll();
  // POST /api/admin/provisioning/datasources/reload and the like. `answers` must outlive the router, and this.
  void Mount(Router& router, const Answers& answers);

 private:
  struct Kind {
    std::string_view pattern;  // of the route that reads it again
    std::string_view scope;    // of what must be held for that: provisioning:reload on it
    std::string_view done;     // the answer then
    std::function<tl::expected<void, std::string>()> run;
    ProvisioningFailed::Form form = ProvisioningFailed::Form::kRefusal;  // how a start says that it failed
    bool of_dashboards = false;
  };

  void AddDashboards();
  // See ProvisioningRules::failed_start.
  [[nodiscard]] std::string FailedStart(const std::string& why) const;
  // What would end a start is an error.
  [[nodiscard]] static tl::expected<void, std::string> RunAgain(const Kind& kind);

  const ProvisioningRules rules_;
  const ProvisioningSettings settings_;
  DataSourceProvisioning data_sources_;
  DashboardProvisioning dashboards_;
  std::vector<Kind> kinds_;
};

}  // namespace grafake::server
