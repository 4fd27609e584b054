#include "server/provisioning/dashboard_provisioning.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "server/provisioning/dashboard_files.h"
#include "server/provisioning/provisioning_folder.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

std::string NotCreated(std::string_view why) { return "Failed to create provisioner: " + std::string(why); }

std::string MissingOrg(std::string_view text, std::int64_t id) {
  std::string out(text);
  if (const auto place = out.find("{}"); place != std::string::npos) out.replace(place, 2, std::to_string(id));
  return out;
}

// The folder that a file is in, below the source's own; empty: in that itself.
std::string DirectoryName(const fs::path& file, const fs::path& root) {
  return file.parent_path() == root ? std::string() : file.parent_path().filename().string();
}

}  // namespace

void DashboardProvisioning::Say(LogLevel level, std::string_view message, const LogFields& fields,
                                const DashboardSource* of) const {
  const LogFields context = of == nullptr ? LogFields() : LogFields{{"type", of->type}, {"name", of->name}};
  settings_.log(level, "provisioning.dashboard", message, fields, context);
}

tl::expected<std::vector<DashboardSource>, std::string> DashboardProvisioning::ReadSources() const {
  const fs::path folder = settings_.folder / "dashboards";
  std::vector<DashboardSource> sources;
  const auto files = ReadProvisioningFolder(folder);
  if (!files) {
    if (settings_.named)
      Say(LogLevel::kInfo, "can't read dashboard provisioning files from directory",
          {{"path", folder.string()}, {"error", files.error()}});
    return sources;
  }
  for (const ProvisioningFile& file : *files) {
    auto config =
        file.text.and_then([this](const std::string& text) { return ReadDashboardConfig(text, settings_.expand); });
    if (!config) {
      return tl::unexpected("could not parse provisioning config file: " + file.path.filename().string() +
                            " error: " + config.error());
    }
    if (config->outdated && rules_.dashboards_may_crash)
      throw ProvisioningFailed("runtime error: invalid memory address or nil pointer dereference",
                               ProvisioningFailed::Form::kPanic);
    if (config->outdated)
      Say(LogLevel::kWarn, "[Deprecated] the dashboard provisioning config is outdated. please upgrade",
          {{"filename", file.path.string()}});
    std::ranges::move(config->sources, std::back_inserter(sources));
  }
  return sources;
}

DashboardProvisioning::Done DashboardProvisioning::CheckSources(const std::vector<DashboardSource>& sources) const {
  for (const DashboardSource& source : sources) {
    if (!orgs_.Get(source.org_id)) {
      return tl::unexpected(NotCreated("Failed to read dashboards config: failed to provision dashboards with \"" +
                                       source.name + "\" reader: " + MissingOrg(rules_.org_missing, source.org_id)));
    }
  }
  for (const DashboardSource& source : sources) {
    if (auto fit = RefuseSource(source); !fit)
      return tl::unexpected(NotCreated("Failed to initialize file readers: " + fit.error()));
  }
  return {};
}

DashboardProvisioning::Done DashboardProvisioning::RefuseSource(const DashboardSource& source) const {
  if (source.type != "file") return tl::unexpected("type " + source.type + " is not supported");
  std::string why;
  if (source.path.empty()) {
    why = "failed to load dashboards, path param is not a string";
  } else if (source.folders_of_directory && !source.folder.empty() && !source.folder_uid.empty()) {
    why = "'folder' and 'folderUID' should be empty using 'foldersFromFilesStructure' option";
  } else {
    return {};
  }
  if (rules_.dashboards_may_crash)
    throw ProvisioningFailed("runtime error: invalid memory address or nil pointer dereference",
                             ProvisioningFailed::Form::kPanic);
  return tl::unexpected("Failed to create file reader for config " + source.name + ": " + why);
}

std::map<std::string, DocumentProvider> DashboardProvisioning::ProvidersOf(
    const std::vector<DashboardSource>& sources) const {
  std::map<std::string, DocumentProvider> providers;
  for (const DashboardSource& source : sources) {
    const auto root = ResolvePath(source.path);
    providers.insert_or_assign(source.name,
                               DocumentProvider{root ? root->string() : source.path, source.changed_by_all});
  }
  return providers;
}

void DashboardProvisioning::Save(const Walk& walk, const Path& file, const std::string& folder_uid) {
  const auto text = ReadDashboardFile(file);
  const auto made = walk.made.find(file.string());
  if (text && made != walk.made.end() && made->second.check_sum == FileCheckSum(*text)) return;
  // What cannot be read and what has no title are told alike.
  std::string why = text ? "" : text.error();
  if (text && ReadDashboard(*text).title.empty()) why = "Dashboard title cannot be empty";
  if (!why.empty()) {
    Say(LogLevel::kError, "failed to load dashboard from ", {{"file", file.string()}, {"error", why}}, &walk.source);
    return;
  }
  const auto saved = documents_.Save({.org_id = walk.source.org_id,
                                      .provider = walk.source.name,
                                      .path = file.string(),
                                      .source = *text,
                                      .folder_uid = folder_uid,
                                      .of_file = made == walk.made.end() ? 0 : made->second.document_id});
  if (!saved)
    Say(LogLevel::kError, "failed to save dashboard", {{"file", file.string()}, {"error", saved.error().cause}},
        &walk.source);
}

DashboardProvisioning::Done DashboardProvisioning::Store(const Walk& walk, const Path& file) {
  const DashboardSource& source = walk.source;
  const std::string title = source.folders_of_directory ? DirectoryName(file, walk.root) : source.folder;
  std::string uid;
  if (!title.empty()) {
    auto folder = documents_.Folder(source.org_id, title, source.folders_of_directory ? "" : source.folder_uid);
    if (!folder) return tl::unexpected(std::move(folder).error().cause);
    uid = folder->uid;
  }
  Save(walk, file, uid);
  return {};
}

void DashboardProvisioning::SayMissing(const DashboardSource& source, const std::string& error) const {
  const std::string path = fs::absolute(source.path).lexically_normal().string();
  const std::string why = "stat " + path + error.substr(error.rfind(": "));
  const auto say_unread = [&] {
    Say(LogLevel::kError, "Cannot read directory", {{"error", why}}, &source);
    Say(LogLevel::kError, "Failed to read content of symlinked path", {{"path", path}, {"error", error}}, &source);
  };
  say_unread();
  Say(LogLevel::kWarn, "Failed to provision config", {{"name", source.name}, {"error", why}});
  if (!rules_.watchers_told) return;
  say_unread();
  Say(LogLevel::kWarn, "error watching folder: %w", {}, &source);
}

DashboardProvisioning::Done DashboardProvisioning::Provision(const DashboardSource& source) {
  const auto root = ResolvePath(source.path);
  if (!root) {
    SayMissing(source, root.error());
    return {};
  }
  const auto files = FindDashboardFiles(*root);
  if (!files) return tl::unexpected(files.error());
  Walk walk{source, *root, documents_.MadeBy(source.name)};
  std::erase_if(walk.made, [&](const auto& made) {
    const bool gone = !files->contains(made.first);
    if (gone) documents_.Drop(made.second, source.stays);
    return gone;
  });
  if (!source.folders_of_directory && !source.folder.empty()) {
    // Also where there is nothing to be put into it.
    auto folder = documents_.Folder(source.org_id, source.folder, source.folder_uid);
    if (!folder) return tl::unexpected(std::move(folder).error().cause);
  }
  for (const Path& file : *files) {
    if (auto stored = Store(walk, file); !stored) return stored;
  }
  return {};
}

DashboardProvisioning::Done DashboardProvisioning::Run() {
  if (settings_.folder.empty()) return {};
  const Lock lock(running_);
  const auto sources = ReadSources();
  if (!sources) return tl::unexpected(NotCreated("Failed to read dashboards config: " + sources.error()));
  if (auto checked = CheckSources(*sources); !checked) return checked;
  documents_.Begin(ProvidersOf(*sources));
  for (const DashboardSource& source : *sources) {
    if (auto done = Provision(source); !done)
      return tl::unexpected("Failed to provision dashboards: Failed to provision config " + source.name + ": " +
                            done.error());
  }
  return {};
}

}  // namespace grafake::server
