#include "server/remarks.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "server/app_settings.h"
#include "server/config/doubtful.h"
#include "server/config/feature_toggles.h"
#include "server/config/ini_parser.h"
#include "server/config/log_checks.h"
#include "server/config/not_served.h"
#include "server/config/settings.h"
#include "server/config/unread.h"
#include "server/diagnostics.h"

namespace grafake::server {
namespace {

constexpr std::size_t kMostLines = 20;

std::vector<Finding> FindDiagnostics(const CommandLine& line, const Environment& environment) {
  std::vector<Finding> findings;
  const auto diagnostics = ReadDiagnostics(line, environment);
  if (diagnostics && diagnostics->profiling)
    findings.push_back({.kind = Finding::Kind::kNotServed,
                        .key = line.profile ? "-profile" : "GF_DIAGNOSTICS_PROFILING_ENABLED",
                        .text = "a listener for profiles"});
  if (diagnostics && diagnostics->tracing)
    findings.push_back({.kind = Finding::Kind::kNotServed,
                        .key = line.tracing ? "-tracing" : "GF_DIAGNOSTICS_TRACING_ENABLED",
                        .text = "traces of the program"});
  return findings;
}

// What does not fit shows when it is read; a start has read it already.
std::vector<Finding> FindMisfits(const Loaded& loaded) {
  if (!loaded.configuration.used().empty()) return FindFallenBack(loaded.configuration);
  Configuration read = loaded.configuration;
  (void)ReadLogging(read, loaded.release.log);
  const auto toggles = FeatureToggles::Read(read, loaded.release);
  const auto settings = ReadSettings(read, loaded.home, loaded.release);
  if (toggles && settings) (void)AppSettingsOf(*settings, read, *toggles, loaded.release);
  return FindFallenBack(read);
}

// A home path that is not there would end Grafana's start; here the defaults are built in.
std::vector<Finding> FindNoHome(const CommandLine& line) {
  std::error_code error;
  if (line.homepath.empty() || std::filesystem::exists(line.homepath, error)) return {};
  return {{.kind = Finding::Kind::kNotThere, .key = "--homepath " + line.homepath}};
}

std::vector<Finding> FindVainPort(Loaded& loaded, const CommandLine& line) {
  if (!line.port || loaded.configuration.Peek("server", "protocol") != "socket") return {};
  return {{.kind = Finding::Kind::kFellBack,
           .section = "server",
           .key = "protocol",
           .text = "is socket, so --port has no effect"}};
}

IniFile DefaultsOf(const Release& release) {
  return Configuration::Load({.built_in_defaults = std::string(release.defaults), .home_path = kNoHome})->file();
}

KnownSettings KnownSettingsWith(const Release& release, const Configuration::Used& used) {
  KnownSettings known{.defaults = DefaultsOf(release), .in_use = used};
  for (const ToggleFact& toggle : TogglesOf(release)) known.toggles.push_back(toggle.name);
  return known;
}

// The custom file when there is one; it could be read a moment ago.
std::vector<Finding> FindInFile(const Loaded& loaded, const Configuration::Used& used) {
  const auto& files = loaded.configuration.files();
  if (files.size() < 2) return {};
  std::ifstream stream(files.back(), std::ios::binary);
  const auto file = ParseIni(std::string(std::istreambuf_iterator<char>(stream), {}));
  return file ? CheckFile(*file, KnownSettingsWith(loaded.release, used)) : std::vector<Finding>();
}

// "without effect here: [smtp] host (line 3), …", all in one line, since people share files between servers.
std::string NoEffectLine(const std::vector<Finding>& findings) {
  std::string list;
  std::size_t count = 0;
  for (const Finding& finding : findings) {
    if (finding.kind != Finding::Kind::kNoEffect) continue;
    ++count;
    if (count > kMostLines) continue;
    list += (list.empty() ? "" : ", ") + ("[" + finding.section + "] " + finding.key);
  }
  if (count > kMostLines) list += " and " + std::to_string(count - kMostLines) + " more";
  return list.empty() ? "" : "grafake: without effect here: " + list + "\n";
}

}  // namespace

std::vector<Finding> FindRemarks(Loaded& loaded, const CommandLine& line, const Environment& environment) {
  std::vector<Finding> findings = FindNoHome(line);
  const auto add = [&](std::vector<Finding> more) { std::ranges::move(more, std::back_inserter(findings)); };
  add(FindUnreadVariables(loaded.configuration, loaded.release, environment));
  add(FindUnreadArguments(loaded.configuration, line.arguments));
  add(FindShownSecrets(loaded.configuration, line.arguments));
  add(FindToggles(loaded.configuration, loaded.release));
  add(FindUnsetVariables(loaded.configuration));
  add(FindMisfits(loaded));
  add(FindVainPort(loaded, line));
  add(FindDiagnostics(line, environment));
  add(FindNotServed(loaded.configuration, loaded.release.not_served, loaded.home));
  return findings;
}

std::vector<Finding> NotNamedIn(std::vector<Finding> in_file, const std::vector<Finding>& remarks) {
  std::erase_if(in_file, [&](const Finding& finding) {
    return std::ranges::any_of(remarks, [&](const Finding& remark) {
      return !finding.key.empty() && remark.section == finding.section && remark.key == finding.key;
    });
  });
  return in_file;
}

KnownSettings KnownSettingsOf(const std::string& name) {
  const Release& release = *FindRelease(name);
  const CommandLine nothing{.homepath = kNoHome, .release = name};
  return KnownSettingsWith(release, PrepareStart(nothing, {}, DialNobody)->used);
}

std::string RemarkLines(Loaded& loaded, const CommandLine& line, const Environment& environment,
                        const Configuration::Used& used) {
  std::vector<Finding> findings = FindRemarks(loaded, line, environment);
  const auto in_file = NotNamedIn(FindInFile(loaded, used), findings);
  std::ranges::copy_if(in_file, std::back_inserter(findings),
                       [](const Finding& finding) { return finding.kind != Finding::Kind::kNoEffect; });
  std::string lines;
  for (std::size_t i = 0; i < std::min(findings.size(), kMostLines); ++i)
    lines += "grafake: " + Sentence(findings[i]) + "\n";
  if (findings.size() > kMostLines) {
    lines += "grafake: and " + std::to_string(findings.size() - kMostLines) +
             " more; grafake config check FILE lists them\n";
  }
  return lines + NoEffectLine(in_file);
}

}  // namespace grafake::server
