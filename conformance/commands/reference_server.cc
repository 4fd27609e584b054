#include "conformance/commands/reference_server.h"

namespace grafake::conformance {

namespace {

TargetCommand PlacedServer(const std::string& binary) {
  return {{binary, "--config", "{ini}", "--homepath", "{home}", "cfg:default.paths.data={data}",
           "cfg:default.paths.logs={data}/log", "cfg:default.paths.plugins={data}/plugins",
           "cfg:default.server.http_addr=127.0.0.1", "cfg:default.server.http_port={port}"},
          ""};
}

}  // namespace

TargetCommand ReferenceServer(const std::string& binary) {
  TargetCommand command = PlacedServer(binary);
  for (const char* argument :
       {"cfg:default.log.level=error", "cfg:default.analytics.reporting_enabled=false",
        "cfg:default.analytics.check_for_updates=false", "cfg:default.analytics.check_for_plugin_updates=false",
        "cfg:default.plugins.plugin_admin_enabled=false"})
    command.words.emplace_back(argument);
  return command;
}

TargetCommand ReferenceServerForRecordings(const std::string& binary) {
  TargetCommand command = PlacedServer(binary);
  command.ini_suffix = "\n[grafake]\nuser_cache_seconds = 5\n";
  return command;
}

}  // namespace grafake::conformance
