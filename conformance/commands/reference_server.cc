#include "conformance/commands/reference_server.h"

namespace grafake::conformance {

namespace {

TargetCommand PlacedServer(const std::string& binary, const std::string& release) {
  TargetCommand command{{binary, "--config", "{ini}", "--homepath", "{home}"}, ""};
  if (!release.empty()) command.words.insert(command.words.end(), {"--release", release});
  for (const char* argument : {"cfg:default.paths.data={data}", "cfg:default.paths.logs={data}/log",
                               "cfg:default.paths.plugins={data}/plugins", "cfg:default.server.http_addr=127.0.0.1",
                               "cfg:default.server.http_port={port}"})
    command.words.emplace_back(argument);
  return command;
}

}  // namespace

TargetCommand ReferenceServer(const std::string& binary, const std::string& release) {
  TargetCommand command = PlacedServer(binary, release);
  for (const char* argument :
       {"cfg:default.log.level=error", "cfg:default.analytics.reporting_enabled=false",
        "cfg:default.analytics.check_for_updates=false", "cfg:default.analytics.check_for_plugin_updates=false",
        "cfg:default.plugins.plugin_admin_enabled=false"})
    command.words.emplace_back(argument);
  return command;
}

TargetCommand ReferenceServerForRecordings(const std::string& binary, const std::string& release) {
  TargetCommand command = PlacedServer(binary, release);
  command.ini_suffix = "\n[grafake]\nuser_cache_seconds = 5\n";
  return command;
}

}  // namespace grafake::conformance
