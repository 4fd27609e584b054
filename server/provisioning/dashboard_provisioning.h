#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/file_documents.h"
#include "server/domain/orgs.h"
#include "server/locks.h"
#include "server/provisioning/dashboard_config.h"
#include "server/provisioning/provisioning_settings.h"
#include "server/releases/provisioning_rules.h"

namespace grafake::server {

// Dashboards from files that the files below provisioning/dashboards name. They are read at the start and on reload
// alone: nobody watches them. Thread-safe: one run after the other.
class DashboardProvisioning {
 public:
  DashboardProvisioning(FileDocuments& documents, Orgs& orgs, ProvisioningRules rules, ProvisioningSettings settings)
      : documents_(documents), orgs_(orgs), rules_(rules), settings_(std::move(settings)) {}

  // Makes of the dashboards what the files say. A dashboard that cannot be read or saved is told by the log. The error
  // is Grafana's: "Failed to create provisioner: …". Throws ProvisioningFailed where the release breaks down.
  [[nodiscard]] tl::expected<void, std::string> Run();

 private:
  using Done = tl::expected<void, std::string>;
  using Path = std::filesystem::path;

  // Of one run over one source.
  struct Walk {
    const DashboardSource& source;
    Path root;
    std::map<std::string, ProvisionedRow> made;
  };

  [[nodiscard]] tl::expected<std::vector<DashboardSource>, std::string> ReadSources() const;
  [[nodiscard]] Done CheckSources(const std::vector<DashboardSource>& sources) const;
  [[nodiscard]] Done RefuseSource(const DashboardSource& source) const;
  [[nodiscard]] std::map<std::string, DocumentProvider> ProvidersOf(const std::vector<DashboardSource>& sources) const;
  [[nodiscard]] Done Provision(const DashboardSource& source);
  [[nodiscard]] Done Store(const Walk& walk, const Path& file);
  void Save(const Walk& walk, const Path& file, const std::string& folder_uid);
  void SayMissing(const DashboardSource& source, const std::string& error) const;
  void Say(LogLevel level, std::string_view message, const LogFields& fields,
           const DashboardSource* of = nullptr) const;

  FileDocuments& documents_;
  Orgs& orgs_;
  const ProvisioningRules rules_;
  const ProvisioningSettings settings_;
  Mutex running_;
};

}  // namespace grafake::server
