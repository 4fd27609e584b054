#include "server/start.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <memory>
#include <tuple>
#include <utility>

#include "server/app_settings.h"
#include "server/config/log_checks.h"
#include "server/config/shown_settings.h"
#include "server/config/start_checks.h"
#include "server/diagnostics.h"
#include "server/external_sign_in.h"
#include "server/net/bound_socket.h"
#include "server/remarks.h"

namespace grafake::server {
namespace {

namespace fs = std::filesystem;

// The current directory, or its parent when only that has conf/defaults.ini, as Grafana looks for its home.
std::string HomePath(const std::string& named) {
  if (!named.empty()) return named;
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const bool parent =
      !fs::exists(here / "conf/defaults.ini", error) && fs::exists(here.parent_path() / "conf/defaults.ini", error);
  return (parent ? here.parent_path() : here).string();
}

// What a start has said so far, and how it says more.
struct StartLog {
  LogSettings settings;
  std::vector<LogNote> notes;
  bool refusals_marked = false;  // as LogRules has it
};

std::string LogLines(const StartLog& log, const StartError& error) {
  std::string lines;
  Log out(log.settings, SystemTime, [&](const std::string& line) { lines += line; });
  for (const LogNote& note : log.notes) out.Write(note.level, "settings", note.message, note.fields);
  if (error.form == StartError::Form::kLogLine)
    out.Write(LogLevel::kError, error.logger, error.message, LogFields(error.fields.begin(), error.fields.end()));
  return lines;
}

// The message in a line, with the values that a log line has behind it.
std::string MessageIn(const StartError& error) {
  std::string text = error.message;
  for (const auto& [name, value] : error.fields) text += " " + name + ": " + value;
  std::ranges::replace(text, '\n', ' ');
  return text;
}

StartRefusal RefusalWith(const StartError& error, StartLog log) {
  if (error.log) log.settings = LogOf(*error.log, log.settings.form);
  StartRefusal refusal{.standard_output = LogLines(log, error),
                       .exit_code = error.exit_code,
                       .message = MessageIn(error),
                       .setting = error.setting};
  switch (error.form) {
    case StartError::Form::kSilent:
      refusal.standard_error = "grafake: " + error.message + "\n";
      break;
    case StartError::Form::kOutput:
      refusal.standard_output += error.message + "\n";
      break;
    case StartError::Form::kPlainError:
      refusal.standard_error = error.message + "\n";
      break;
    case StartError::Form::kPanic:
      refusal.standard_error = "panic: " + error.message + " [recovered]\n";
      break;
    case StartError::Form::kStandardError:
      refusal.standard_error = log.refusals_marked || error.marked
                                   ? "Error: ✗ " + error.message + "\n"
                                   : "Failed to start grafana. error: " + error.message + "\n" + error.message + "\n";
      break;
    case StartError::Form::kLogLine:
    case StartError::Form::kLogged:
      break;
  }
  return refusal;
}

tl::unexpected<StartRefusal> Refused(const StartError& error, const StartLog& log = {}) {
  return tl::unexpected(RefusalWith(error, log));
}

// Flags of our own are arguments like any other, with the last word.
std::vector<std::string> ArgumentsOf(const CommandLine& line) {
  std::vector<std::string> arguments = line.arguments;
  if (line.port) arguments.push_back("cfg:server.http_port=" + std::to_string(*line.port));
  return arguments;
}

LogNote StartingNote(const Release& release) {
  return {"Starting Grafana", {{"version", std::string(release.version)}, {"commit", HealthSettings{}.commit}}};
}

std::vector<LogNote> OverrideNotes(const Configuration& configuration) {
  std::vector<LogNote> notes;
  for (const auto& [wanted, message, field] :
       {std::tuple{Origin::Kind::kArgument, "Config overridden from command line", "arg"},
        std::tuple{Origin::Kind::kVariable, "Config overridden from Environment variable", "var"}}) {
    for (const auto& [kind, what] : configuration.overrides()) {
      if (kind == wanted) notes.push_back({message, {{field, what}}});
    }
  }
  return notes;
}

// Absolute paths stay as they were written.
std::string PathBelow(const std::string& home, const std::string& path) {
  return path.starts_with('/') ? path : (fs::path(home) / path).lexically_normal().string();
}

// What Grafana logs about its configuration when it starts.
std::vector<LogNote> NotesOf(Configuration& configuration, const Settings& settings, const std::string& home) {
  std::vector<LogNote> notes;
  for (const std::string& file : configuration.files()) notes.push_back({"Config loaded from", {{"file", file}}});
  std::ranges::move(OverrideNotes(configuration), std::back_inserter(notes));
  notes.push_back({"Path Home", {{"path", home}}});
  for (const auto& [key, name] :
       {std::pair{"data", "Path Data"}, std::pair{"logs", "Path Logs"}, std::pair{"plugins", "Path Plugins"},
        std::pair{"provisioning", "Path Provisioning"}}) {
    notes.push_back({name, {{"path", PathBelow(home, configuration.Peek("paths", key))}}});
  }
  notes.push_back({"App mode " + settings.app_mode, {}});
  const std::string zone = configuration.Text("date_formats", "default_timezone");
  std::error_code error;
  if (!zone.empty() && zone != "browser" && !fs::exists("/usr/share/zoneinfo/" + zone, error)) {
    notes.push_back({"Unknown timezone as default_timezone", {{"err", "unknown time zone " + zone}}, LogLevel::kWarn});
  }
  return notes;
}

// With --port 0 the system's choice is made before the configuration is read for good, so that all that is made from
// http_port says it. What cannot be read or had is told later, in its place. For a unix socket the flag counts for
// nothing: remarks say so.
std::shared_ptr<BoundSocket> TakeAnyPort(CommandLine& line, const Environment& environment) try {
  if (line.port != 0) return nullptr;
  auto loaded = LoadConfiguration(line, environment);
  const auto settings = loaded ? ReadSettings(loaded->configuration, loaded->home, loaded->release)
                               : tl::expected<Settings, StartError>(tl::unexpected(StartError()));
  if (!settings) return nullptr;
  if (settings->server.protocol == "socket") return line.port.reset(), nullptr;
  auto bound = std::make_shared<BoundSocket>(ListenOptions{.address = settings->server.address, .port = 0});
  line.port = bound->port();
  return bound;
} catch (const std::runtime_error&) {
  return nullptr;
}

LogForm LogFormOf(const LogRules& rules, const FeatureToggles& toggles) {
  const bool other = !rules.other_form_toggle.empty() && toggles.IsOn(rules.other_form_toggle);
  if (!other) return rules.form;
  return rules.form == LogForm::kLevels ? LogForm::kShortLevels : LogForm::kLevels;
}

// What the command line alone says.
void TakeFlags(AppSettings& app, const CommandLine& line) {
  app.ready_file = line.ready_file;
  app.pidfile = line.pidfile;
  app.lies = line.lies;
  app.seeds.assign(line.seeds.begin(), line.seeds.end());
  app.seed_out = line.seed_out;
  app.deterministic = line.deterministic;
}

// Words for curl that lead to the root of the server, whose certificate may be nobody's.
std::string CurlWords(const ListenOptions& listen, const std::string& url, const std::string& user) {
  if (listen.unix_socket.empty()) return (listen.tls ? "-k -u " : "-u ") + user + " " + url;
  return "--unix-socket " + listen.unix_socket + " -u " + user + " http://localhost/";
}

}  // namespace

std::string Start::Welcome(const std::string& url) const {
  const InstanceSettings& instance = app.instance;
  const std::string where = instance.in_memory() ? "everything in memory"
                            : instance.postgres  ? "kept in the PostgreSQL database " + instance.postgres->name
                                                 : "kept in " + instance.database.string();
  const std::string what = instance.roles.service_accounts ? "serviceaccounts/search" : "org";
  // Only the password that everybody knows is shown.
  const std::string password = instance.admin.password == "admin" ? ":admin" : "";
  // A comment, so that the line may be pasted into a shell.
  const std::string off =
      instance.roles.service_accounts
          ? ""
          : "   # service accounts are off; GF_FEATURE_TOGGLES_ENABLE=serviceAccounts turns them on";
  return "grafake is Grafana " + version + " on " + url + " (" + where + ")\n" + "Try: curl " +
         CurlWords(app.listen, url, instance.admin.login + password) + "api/" + what + off;
}

StartRefusal RefusalOf(const StartError& error) { return RefusalWith(error, {}); }

int Refuse(const StartRefusal& refusal) {
  std::cout << refusal.standard_output << std::flush;
  std::cerr << refusal.standard_error << std::flush;
  return refusal.exit_code;
}

tl::expected<Loaded, StartRefusal> LoadConfiguration(const CommandLine& line, const Environment& environment) {
  const Release* release = FindRelease(line.release);
  if (release == nullptr) {
    return tl::unexpected(StartRefusal{.standard_error = "-release " + line.release +
                                                         " is not known; say one of: " + ReleaseNames() + "\n"});
  }
  const std::string home = HomePath(line.homepath);
  auto configuration = Configuration::Load({.built_in_defaults = std::string(release->defaults),
                                            .home_path = home,
                                            .config_path = line.config,
                                            .arguments = ArgumentsOf(line),
                                            .environment = environment,
                                            .masking = release->masking});
  if (!configuration)
    return Refused(configuration.error(),
                   {.settings = {.form = release->log.form}, .refusals_marked = release->log.refusals_marked});
  return Loaded{*release, home, *std::move(configuration)};
}

tl::expected<Start, StartRefusal> PrepareStart(const CommandLine& asked, const Environment& environment,
                                               const Dial& dial) {
  const auto diagnostics = ReadDiagnostics(asked, environment);
  if (!diagnostics) return Refused(diagnostics.error());
  CommandLine line = asked;
  const auto bound = TakeAnyPort(line, environment);
  auto loaded = LoadConfiguration(line, environment);
  if (!loaded) return tl::unexpected(loaded.error());
  auto& [release, home, configuration] = *loaded;
  const auto toggles = FeatureToggles::Read(configuration, release);
  const bool marked = release.log.refusals_marked;
  if (!toggles) return Refused(toggles.error(), {.refusals_marked = marked});
  const LoggingSettings logging = ReadLogging(configuration, release.log);
  if (auto checked = CheckLogging(configuration, logging, dial); !checked)
    return Refused(checked.error(), {.refusals_marked = marked});
  StartLog log{.settings = LogOf(logging, LogFormOf(release.log, *toggles)),
               .notes = {StartingNote(release)},
               .refusals_marked = marked};
  auto settings = ReadSettings(configuration, home, release);
  if (!settings) return Refused(settings.error(), log);
  std::ranges::move(NotesOf(configuration, *settings, home), std::back_inserter(log.notes));
  if (auto checked = CheckServices(configuration, dial); !checked) return Refused(checked.error(), log);
  if (line.data) settings->database = {.in_memory = false, .file = (fs::path(*line.data) / "grafana.db").string()};
  auto jwt = JwtOf(settings->auth.jwt, release.external.key_words);
  if (!jwt) return Refused(jwt.error(), log);
  // In this order: what has been read when the settings of the app are made is what is in use.
  Start start{.app = AppSettingsOf(*settings, configuration, *toggles, release),
              .version = std::string(release.version),
              .used = configuration.used()};
  start.app.instance.jwt = *std::move(jwt);
  start.remarks = RemarkLines(*loaded, asked, environment, start.used);
  start.app.log = log.settings;
  start.app.notes = log.notes;
  start.app.instance.shown = ShownLater(std::move(configuration), release, home);
  start.app.listen.bound = bound;
  TakeFlags(start.app, line);
  return start;
}

std::function<ShownSettings(bool)> ShownLater(Configuration configuration, const Release& release,
                                              const std::string& home) {
  auto later = std::make_shared<ShownWhenAsked>(std::move(configuration), release.reads, home);
  return [later](bool after_front_end) {
    return after_front_end ? later->Get().after_front_end() : later->Get().sections();
  };
}

Environment EnvironmentOf(char** variables) {
  Environment environment;
  for (; *variables != nullptr; ++variables) {
    const std::string_view variable = *variables;
    const auto equals = variable.find('=');
    if (equals != std::string_view::npos) environment.emplace(variable.substr(0, equals), variable.substr(equals + 1));
  }
  return environment;
}

std::string VersionText(const std::string& release) {
  const Release* known = FindRelease(release);
  const std::string version(known == nullptr ? "unknown" : known->version);
  return "Version " + version + " (commit: NA, branch: main)";
}

std::string RoutesText(const Release& release, RoutesShown shown) {
  InstanceSettings settings;
  settings.release = &release;
  settings.roles.service_accounts = true;
  const Instance instance(settings);
  return RouteTable(shown == RoutesShown::kServed ? instance.Routes() : instance.UnservedRoutes());
}

}  // namespace grafake::server
