#include "server/listen_settings.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "server/ascii.h"
#include "server/config/host_port.h"
#include "server/tls_problem.h"

namespace grafake::server {
namespace {

StartError NoListener(std::string why) { return {.form = StartError::Form::kPlainError, .message = std::move(why)}; }

std::optional<StartError> FindCertificateProblem(const ServerSettings& s) {
  const std::string what = s.protocol == "h2" ? "HTTP2" : "HTTPS";
  if (s.cert_file.empty()) return NoListener("cert_file cannot be empty when using " + what);
  if (s.key_file.empty()) return NoListener("cert_key cannot be empty when using " + what);
  if (!std::filesystem::exists(s.cert_file)) return NoListener("cannot find SSL cert_file at \"" + s.cert_file + "\"");
  if (!std::filesystem::exists(s.key_file)) return NoListener("cannot find SSL key_file at \"" + s.key_file + "\"");
  if (auto problem = TlsProblem(s.cert_file, s.key_file)) return NoListener(*std::move(problem));
  return std::nullopt;
}

std::optional<StartError> AddressProblem(const ServerSettings& s) {
  const std::string host = s.address.find(':') == std::string::npos ? s.address : "[" + s.address + "]";
  const std::string where = "failed to open listener on address " + host + ":" + s.port + ": listen tcp: ";
  if (const auto parts = SplitHostPort(host + ":" + s.port); !parts) return NoListener(where + parts.error());
  if (s.port.empty() || !std::ranges::all_of(s.port, IsDigit))
    return NoListener(where + "address tcp/" + s.port + ": unknown port");
  if (s.port.size() > 5 || std::stoul(s.port) > 65535)
    return NoListener(where + "address " + s.port + ": invalid port");
  return std::nullopt;
}

Limits LimitsOf(const LimitSettings& s) {
  Limits limits;
  limits.connections = s.connections;
  limits.head = s.head_bytes;
  limits.body = s.body_bytes;
  limits.bodies = s.bodies_bytes;
  limits.answers = s.answers_bytes;
  limits.head_time = s.head_time;
  limits.least_rate = s.least_bytes_per_second;
  limits.stall_time = s.stall_time;
  limits.transfer_time = s.transfer_time;
  return limits;
}

}  // namespace

std::optional<StartError> ListenProblem(const ServerSettings& s) {
  const bool encrypted = s.protocol == "https" || s.protocol == "h2";
  if (auto problem = encrypted ? FindCertificateProblem(s) : std::nullopt) return problem;
  return AddressProblem(s);
}

ListenOptions ListenOf(const ServerSettings& s, const LimitSettings& limits) {
  ListenOptions listen;
  listen.limits = LimitsOf(limits);
  listen.address = s.address;
  listen.port = static_cast<std::uint16_t>(std::stoul(s.port));
  if (s.protocol == "socket") listen.unix_socket = s.socket;
  if (s.protocol == "https" || s.protocol == "h2") listen.tls = Tls{s.cert_file, s.key_file};
  return listen;
}

}  // namespace grafake::server
