#include <Poco/Exception.h>

#include <algorithm>
#include <csignal>
#include <iostream>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "server/app.h"
#include "server/command_line.h"
#include "server/dial.h"
#include "server/domain/roles.h"
#include "server/start.h"
#include "server/start_failed.h"
#include "server/storage/shortened_files.h"
#include "server/verbs/child_process.h"
#include "server/verbs/exec_token.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"
#include "server/world_settings.h"

namespace grafake::server {
namespace {

constexpr int kExitNoServer = 125;

struct ExecOrder {
  std::vector<std::string> flags;    // of the server
  std::vector<std::string> command;  // and its arguments
  std::string token_role = "Admin";
};

int RefuseOrder(const std::string& problem) {
  std::cerr << "grafake exec: " << problem << "; grafake help exec says more\n";
  return kExitNoServer;
}

// Takes "--token-role ROLE" and "--token-role=ROLE" out of the flags. The error is a sentence.
tl::expected<void, std::string> TakeTokenRole(ExecOrder& order) {
  for (auto flag = order.flags.begin(); flag != order.flags.end();) {
    const std::string name =
        flag->substr(flag->find_first_not_of('-') == std::string::npos ? 0 : flag->find_first_not_of('-'));
    if (flag->starts_with('-') && name.starts_with("token-role=")) {
      order.token_role = name.substr(name.find('=') + 1);
      flag = order.flags.erase(flag);
    } else if (flag->starts_with('-') && name == "token-role") {
      flag = order.flags.erase(flag);
      if (flag == order.flags.end()) return tl::unexpected(std::string("--token-role needs a role"));
      order.token_role = *flag;
      flag = order.flags.erase(flag);
    } else {
      ++flag;
    }
  }
  return {};
}

tl::expected<ExecOrder, std::string> ReadOrder(const std::vector<std::string>& words) {
  const auto end = std::ranges::find(words, "--");
  if (end == words.end() || end + 1 == words.end())
    return tl::unexpected(std::string("say -- and the command behind the flags: grafake exec -- COMMAND …"));
  ExecOrder order{.flags = {words.begin(), end}, .command = {end + 1, words.end()}};
  if (auto taken = TakeTokenRole(order); !taken) return tl::unexpected(std::move(taken.error()));
  if (!ParseRole(order.token_role))
    return tl::unexpected("--token-role is \"" + order.token_role + "\"; say Viewer, Editor or Admin");
  return order;
}

// What the command finds in its environment: how Grafana's own tools and providers name these.
Environment VariablesOf(const App& app, const FirstAdmin& admin, const std::string& token, Environment environment) {
  std::string url = app.url();
  if (url.ends_with('/')) url.pop_back();  // that of a unix socket does not
  environment["GRAFANA_URL"] = url;
  environment["GRAFAKE_CONTROL"] = url + "/_grafake";
  for (const char* name : {"GRAFANA_TOKEN", "GRAFANA_SERVICE_ACCOUNT_TOKEN"}) environment[name] = token;
  environment["GRAFANA_AUTH"] = admin.login + ":" + admin.password;
  environment["GRAFANA_USER"] = admin.login;
  environment["GRAFANA_PASSWORD"] = admin.password;
  return environment;
}

int RunOrder(const ExecOrder& order, const Start& start, const Environment& environment) {
  App app(start.app, [](const std::string& /*line*/) {});
  app.TellReady();
  return RunChild(order.command, VariablesOf(app, start.app.instance.admin, ExecTokenIn(app.planted()), environment));
}

int RefuseToStart(const StartError& error) {
  (void)Refuse(RefusalOf(error));
  return kExitNoServer;
}

int Execute(const ExecOrder& order, CommandLine line, const Environment& environment) {
  BlockHandedOnSignals();
  std::signal(SIGPIPE, SIG_IGN);
  EndWithWordsWhenAFileIsShortened(kExitShortened);
  if (!line.port) line.port = 0;  // whatever files and variables say, other runs may be under way
  auto start = PrepareStart(line, environment, DialNetwork);
  if (!start) return (void)Refuse(start.error()), kExitNoServer;
  std::cerr << start->remarks << std::flush;
  start->app.make_world = WorldSettingsLike(line, environment);
  start->app.plants = ExecPlants(start->app.instance, *ParseRole(order.token_role));
  return RunOrder(order, *start, environment);
}

}  // namespace

int RunExec(const std::vector<std::string>& words, const Environment& environment) try {
  const auto order = ReadOrder(words);
  if (!order) return RefuseOrder(order.error());
  const auto line = ParseCommandLine(order->flags);
  if (!line) return RefuseOrder(line.error());
  return Execute(*order, *line, environment);
} catch (const StartFailed& e) {
  return RefuseToStart(e.error());
} catch (const Poco::Exception& e) {
  return RefuseToStart({.message = e.displayText()});
} catch (const std::exception& e) {
  return RefuseToStart({.message = e.what()});
}

}  // namespace grafake::server
