#include "server/provisioning/dashboard_config.h"

#include <set>

#include "server/provisioning/file_reader.h"
#include "server/provisioning/go_yaml.h"

namespace grafake::server {
namespace {

using Kind = YamlValue::Kind;

constexpr std::string_view kListType = "dashboards.configV0";
constexpr std::string_view kItemType = "dashboards.configs";

// 0 where it is none: what is wrong with it shows when the whole is read as a list.
std::int64_t DashboardVersionOf(const YamlValue& top) {
  const YamlValue* const version = top.Find("apiVersion");
  return version == nullptr ? 0 : YamlWholeOf(*version).value_or(0);
}

// What is no text is as if it were not there.
std::string TextOption(const YamlValue& options, std::string_view name, const ExpandValue& expand) {
  std::string text;
  const YamlValue* const value = options.Find(name);
  if (value != nullptr && value->kind == Kind::kText) FileReader(options, expand).Text(name, text);
  return text;
}

void ReadOptions(const YamlValue& source, const ExpandValue& expand, DashboardSource& read) {
  const YamlValue* const options = source.Find("options");
  if (options == nullptr || options->kind == Kind::kNull) return;
  if (options->kind != Kind::kMap) throw FileProblem{CannotUnmarshal(*options, "map[string]interface {}")};
  read.path = TextOption(*options, "path", expand);
  if (read.path.empty()) read.path = TextOption(*options, "folder", expand);  // as it was called first
  const YamlValue* const folders = options->Find("foldersFromFilesStructure");
  if (folders != nullptr && folders->kind == Kind::kBoolean)
    FileReader(*options, expand).Boolean("foldersFromFilesStructure", read.folders_of_directory);
}

DashboardSource SourceOf(const YamlValue& source, std::string_view org_id, const ExpandValue& expand) {
  const FileReader reader(source, expand);
  DashboardSource read;
  read.type.clear();
  reader.Text("name", read.name);
  reader.Text("type", read.type);
  reader.Integer(org_id, read.org_id);
  reader.Text("folder", read.folder);
  reader.Text("folderUid", read.folder_uid);
  reader.Boolean("disableDeletion", read.stays);
  reader.Boolean("allowUiUpdates", read.changed_by_all);
  ReadOptions(source, expand, read);
  if (read.org_id == 0) read.org_id = 1;
  if (read.type.empty()) read.type = "file";
  return read;
}

void RefuseTwins(const std::vector<DashboardSource>& sources) {
  std::set<std::string> names;
  for (const DashboardSource& source : sources) {
    if (!names.insert(source.name).second) throw FileProblem{"dashboard name \"" + source.name + "\" is not unique"};
  }
}

// Before there were versions the whole was a list.
std::vector<DashboardSource> ReadDashboardList(const YamlValue& top, const ExpandValue& expand) {
  std::vector<DashboardSource> sources;
  if (top.kind == Kind::kNull) return sources;
  if (top.kind != Kind::kList) throw FileProblem{CannotUnmarshal(top, "[]*" + std::string(kListType))};
  for (const YamlValue& item : top.items) {
    if (item.kind != Kind::kMap && item.kind != Kind::kNull) throw FileProblem{CannotUnmarshal(item, kListType)};
    sources.push_back(SourceOf(item, "org_id", expand));
  }
  return sources;
}

}  // namespace

tl::expected<DashboardConfig, std::string> ReadDashboardConfig(std::string_view text, const ExpandValue& expand) try {
  const auto top = ReadGoYaml(text);
  if (!top) return tl::unexpected(top.error());
  DashboardConfig config;
  if (DashboardVersionOf(*top) > 0) {
    for (const YamlValue* source : FileReader(*top, expand).Maps("providers", kItemType))
      config.sources.push_back(SourceOf(*source, "orgId", expand));
  } else {
    config.sources = ReadDashboardList(*top, expand);
    config.outdated = !config.sources.empty();
  }
  RefuseTwins(config.sources);
  return config;
} catch (const FileProblem& problem) {
  return tl::unexpected(problem.sentence);
}

}  // namespace grafake::server
