#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/config/logging_settings.h"

namespace grafake::server {

// Why a start ends, and how Grafana says it: the one form for all that can keep a server from starting. What is found
// out below exceptions travels as tl::expected, what breaks the making of an App as a StartFailed that holds it.
struct StartError {
  enum class Form {
    kSilent,         // Grafana says nothing: the exit code is all
    kOutput,         // a line on standard output
    kLogLine,        // a log line of level error, where the log goes
    kLogged,         // the log has said all of it
    kPlainError,     // a line on standard error
    kPanic,          // "panic: … [recovered]" on standard error
    kStandardError,  // "Failed to start grafana. error: …" and the message once more, on standard error
  };
  Form form = Form::kStandardError;
  std::string message;
  int exit_code = 1;
  bool marked = false;  // as LogRules has it, when it is found out after the log was opened
  std::vector<std::pair<std::string, std::string>> fields = {};  // of a log line, behind the message
  std::string logger = "settings";                               // of a log line
  // Section and key of what is wrong, for people: Grafana's words often name neither. Empty: no one setting.
  std::pair<std::string, std::string> setting = {};
  // The log when it was opened with less than all of the configuration.
  std::optional<LoggingSettings> log = {};
};

}  // namespace grafake::server
