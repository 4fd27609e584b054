#include "server/diagnostics.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "server/ascii.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

std::string VariableOr(const Environment& environment, std::string_view name, const std::string& other) {
  const auto found = environment.find(name);
  return found == environment.end() || found->second.empty() ? other : found->second;
}

tl::unexpected<StartError> Unparsed(const std::string& name, const std::string& as) {
  return tl::unexpected(StartError{.form = StartError::Form::kPlainError,
                                   .message = "failed to parse " + name + " environment variable " + as});
}

tl::expected<bool, StartError> ReadSwitch(const Environment& environment, const std::string& name, bool flag) {
  const std::string text = VariableOr(environment, name, flag ? "true" : "false");
  const auto value = ParseGoBoolean(text);
  if (!value) return Unparsed(name, "as bool");
  return *value;
}

// Why the file cannot be written; it is not made here.
int WriteError(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) == 0)
    return S_ISDIR(status.st_mode) ? EISDIR : access(path.c_str(), W_OK) ? errno : 0;
  if (errno != ENOENT) return errno;
  const auto folder = path.parent_path();
  return access(folder.empty() ? "." : folder.c_str(), W_OK) != 0 ? errno : 0;
}

tl::expected<void, StartError> CheckTraceFile(const std::string& path) {
  const int error = WriteError(path);
  if (error == 0) return {};
  return tl::unexpected(StartError{.form = StartError::Form::kPlainError,
                                   .message = "panic: open " + path + ": " + WithLowerStart(std::strerror(error)),
                                   .exit_code = 2});
}

}  // namespace

tl::expected<Diagnostics, StartError> ReadDiagnostics(const CommandLine& line, const Environment& environment) {
  const auto profiling = ReadSwitch(environment, "GF_DIAGNOSTICS_PROFILING_ENABLED", line.profile);
  if (!profiling) return tl::unexpected(profiling.error());
  const std::string port = "GF_DIAGNOSTICS_PROFILING_PORT";
  if (!ParseGoUnsigned(VariableOr(environment, port, "6060"))) return Unparsed(port, "to unsigned integer");
  const auto tracing = ReadSwitch(environment, "GF_DIAGNOSTICS_TRACING_ENABLED", line.tracing);
  if (!tracing) return tl::unexpected(tracing.error());
  if (*tracing) {
    const auto checked = CheckTraceFile(VariableOr(environment, "GF_DIAGNOSTICS_TRACING_FILE", line.tracing_file));
    if (!checked) return tl::unexpected(checked.error());
  }
  return Diagnostics{*profiling, *tracing};
}

}  // namespace grafake::server
