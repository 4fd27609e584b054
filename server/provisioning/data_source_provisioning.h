#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "server/domain/data_sources.h"
#include "server/domain/orgs.h"
#include "server/locks.h"
#include "server/provisioning/provisioning_folder.h"
#include "server/provisioning/provisioning_settings.h"
#include "server/releases/provisioning_rules.h"

namespace grafake::server {

// Data sources from the files below provisioning/datasources. Thread-safe: one run after the other.
class DataSourceProvisioning {
 public:
  DataSourceProvisioning(DataSources& sources, Orgs& orgs, ProvisioningRules rules, ProvisioningSettings settings)
      : sources_(sources), orgs_(orgs), rules_(rules), settings_(std::move(settings)) {}

  // Reads the files and makes of the data sources what they say; what they do not name stays. Of a file that is not
  // right nothing is taken, nor of any other; what fails later leaves what was done before it. The error, which the log
  // has said, is Grafana's: "Datasource provisioning error: …".
  [[nodiscard]] tl::expected<void, std::string> Run();

 private:
  using Done = tl::expected<void, std::string>;

  [[nodiscard]] Done ReadAndApply(const std::vector<ProvisioningFile>& texts) const;
  [[nodiscard]] tl::expected<std::vector<DataSourceFile>, std::string> Read(
      const std::vector<ProvisioningFile>& texts) const;
  // Fills in what is left out, and looks for what cannot be.
  [[nodiscard]] Done Check(std::vector<DataSourceFile>& files) const;
  [[nodiscard]] Done CheckOne(ProvisionedDataSource& source) const;
  [[nodiscard]] Done Apply(const DataSourceFile& file) const;
  void Say(LogLevel level, std::string_view message, const LogFields& fields) const;

  DataSources& sources_;
  Orgs& orgs_;
  const ProvisioningRules rules_;
  const ProvisioningSettings settings_;
  Mutex running_;
};

}  // namespace grafake::server
