#include "server/provisioning/data_source_provisioning.h"

#include <set>

#include "server/provisioning/file_run.h"

namespace grafake::server {
namespace {

constexpr std::string_view kTwoDefaults =
    "datasource.yaml config is invalid. Only one datasource per organization can be marked as default";

constexpr ProvisioningWords kOfDataSources{"datasources", "provisioning.datasources",
                                           "can't read datasource provisioning files from directory",
                                           "Failed to provision data sources", "Datasource provisioning error: "};

bool IsAccess(std::string_view access) { return access == "direct" || access == "proxy"; }

std::string WithId(std::string_view text, std::int64_t id) {
  std::string out(text);
  if (const auto place = out.find("{}"); place != std::string::npos) out.replace(place, 2, std::to_string(id));
  return out;
}

}  // namespace

void DataSourceProvisioning::Say(LogLevel level, std::string_view message, const LogFields& fields) const {
  settings_.log(level, kOfDataSources.logger, message, fields, {});
}

tl::expected<std::vector<DataSourceFile>, std::string> DataSourceProvisioning::Read(
    const std::vector<ProvisioningFile>& texts) const {
  std::vector<DataSourceFile> files;
  for (const ProvisioningFile& file : texts) {
    if (!file.text) return tl::unexpected(file.text.error());
    auto read = ReadDataSourceFile(*file.text, settings_.expand);
    if (!read) return tl::unexpected(std::move(read.error()));
    if (read->outdated)
      Say(LogLevel::kWarn, "[Deprecated] the datasource provisioning config is outdated. please upgrade",
          {{"filename", file.path.string()}});
    files.push_back(*std::move(read));
  }
  return files;
}

DataSourceProvisioning::Done DataSourceProvisioning::CheckOne(ProvisionedDataSource& source) const {
  if (!IsAccess(source.wish.access)) source.wish.access = "proxy";
  if (!orgs_.Get(source.org_id)) {
    return tl::unexpected("failed to provision \"" + source.wish.name +
                          "\" data source: " + WithId(rules_.org_missing, source.org_id));
  }
  return {};
}

DataSourceProvisioning::Done DataSourceProvisioning::Check(std::vector<DataSourceFile>& files) const {
  std::set<std::int64_t> with_default;
  for (DataSourceFile& file : files) {
    for (ProvisionedDataSource& source : file.wanted) {
      if (auto checked = CheckOne(source); !checked) return checked;
      if (source.wish.is_default && !with_default.insert(source.org_id).second)
        return tl::unexpected(std::string(kTwoDefaults));
    }
  }
  return {};
}

DataSourceProvisioning::Done DataSourceProvisioning::Apply(const DataSourceFile& file) const {
  for (const UnwantedDataSource& unwanted : file.unwanted) {
    const auto removed = sources_.Remove(unwanted.org_id, unwanted.name);
    if (!removed) return tl::unexpected(removed.error().cause);
    if (*removed)
      Say(LogLevel::kInfo, "deleted datasource based on configuration", {{"name", CutForLog(unwanted.name)}});
  }
  for (const ProvisionedDataSource& source : file.wanted) {
    const auto put = sources_.Put(source.org_id, source.wish);
    if (!put) return tl::unexpected(put.error().cause);
  }
  return {};
}

DataSourceProvisioning::Done DataSourceProvisioning::ReadAndApply(const std::vector<ProvisioningFile>& texts) const {
  auto files = Read(texts);
  if (!files) return tl::unexpected(std::move(files.error()));
  if (auto checked = Check(*files); !checked) return checked;
  for (const DataSourceFile& file : *files) {
    if (auto applied = Apply(file); !applied) return applied;
  }
  return {};
}

DataSourceProvisioning::Done DataSourceProvisioning::Run() {
  if (settings_.folder.empty()) return {};
  const Lock lock(running_);
  return RunFiles(settings_, rules_, kOfDataSources, [this](const auto& texts) { return ReadAndApply(texts); });
}

}  // namespace grafake::server
