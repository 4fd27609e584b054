#include "server/provisioning/app_provisioning.h"

#include <cstddef>

#include "server/provisioning/file_reader.h"
#include "server/provisioning/file_run.h"
#include "server/provisioning/go_yaml.h"

namespace grafake::server {
namespace {

constexpr ProvisioningWords kOfApps{"plugins", "provisioning.plugins",
                                    "Failed to read plugin provisioning files from directory",
                                    "Failed to provision plugins", "app provisioning error: "};
constexpr ProvisioningWords kOfNotifiers{
    "notifiers", "provisioning.notifiers", "Can't read alert notification provisioning files from directory",
    "Failed to provision alert notifications", "Alert notification provisioning error: "};

// The top of a file, which is a map or nothing.
YamlValue TopOf(const ProvisioningFile& file, std::string_view go_type) {
  if (!file.text) throw FileProblem{file.text.error()};
  auto top = ReadGoYaml(*file.text);
  if (!top) throw FileProblem{std::move(top.error())};
  if (top->kind != YamlValue::Kind::kMap && top->kind != YamlValue::Kind::kNull)
    throw FileProblem{CannotUnmarshal(*top, go_type)};
  return *std::move(top);
}

void RefuseApps(const YamlValue& top, const ExpandValue& expand) {
  std::size_t number = 0;
  for (const YamlValue* app : FileReader(top, expand).Maps("apps", "plugins.appFromConfigV0")) {
    ++number;
    std::string type;
    FileReader(*app, expand).Text("type", type);
    if (type.empty()) {
      throw FileProblem{"app item " + std::to_string(number) + " in configuration doesn't contain required field type"};
    }
    throw FileProblem{"plugin not installed: \"" + type + "\""};
  }
}

}  // namespace

tl::expected<void, std::string> ProvisionApps(const ProvisioningSettings& settings, const ProvisioningRules& rules) {
  if (settings.folder.empty()) return {};
  return RunFiles(settings, rules, kOfApps, [&](const auto& files) -> tl::expected<void, std::string> {
    try {
      for (const ProvisioningFile& file : files) RefuseApps(TopOf(file, "plugins.pluginsAsConfigV0"), settings.expand);
    } catch (const FileProblem& problem) {
      return tl::unexpected(problem.sentence);
    }
    return {};
  });
}

tl::expected<void, std::string> ProvisionNotifiers(const ProvisioningSettings& settings,
                                                   const ProvisioningRules& rules) {
  if (settings.folder.empty()) return {};
  return RunFiles(settings, rules, kOfNotifiers, [](const auto& files) -> tl::expected<void, std::string> {
    try {
      for (const ProvisioningFile& file : files) (void)TopOf(file, "notifiers.notificationsAsConfigV0");
    } catch (const FileProblem& problem) {
      return tl::unexpected(problem.sentence);
    }
    return {};
  });
}

}  // namespace grafake::server
