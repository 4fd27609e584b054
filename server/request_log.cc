#include "server/request_log.h"

#include <array>
#include <cstdio>

namespace grafake::server {
namespace {

using Duration = std::chrono::steady_clock::duration;

bool IsProbe(const Request& request) {
  return request.path == "/api/health" || request.path == "/healthz" || request.path == "/metrics";
}

std::string Milliseconds(Duration time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

// "123.4µs", "1.5ms": how Go prints a duration.
std::string GoDuration(Duration time) {
  std::array<char, 32> text{};
  const double micros = std::chrono::duration<double, std::micro>(time).count();
  const bool short_one = micros < 1000;
  std::snprintf(text.data(), text.size(), short_one ? "%gµs" : "%.6gms", short_one ? micros : micros / 1000);
  return text.data();
}

std::string HeaderOf(const Request& request, std::string_view name) {
  const std::string* value = request.FindHeader(name);
  return value == nullptr ? std::string() : *value;
}

}  // namespace

void RequestLog::Completed(const Request& request, const Response& response, Duration time) {
  const bool usual = response.status == 200 || response.status == 304;
  if ((usual && !usual_too_) || IsProbe(request)) return;
  const LogLevel level = response.status >= 500 ? LogLevel::kError : LogLevel::kInfo;
  if (!log_.Wants(level, "context")) return;
  log_.Write(level, "context", "Request Completed",
             {{"method", request.method},
              {"path", request.path},
              {"status", std::to_string(response.status)},
              {"remote_addr", request.client_ip},
              {"time_ms", Milliseconds(time)},
              {"duration", GoDuration(time)},
              {"size", std::to_string(response.body.size())},
              {"referer", HeaderOf(request, "Referer")},
              {"traceID", trace_id_}});
}

void RequestLog::Broken(const Request& request, std::string_view what) {
  log_.Write(LogLevel::kError, "context", "Request error",
             {{"method", request.method}, {"path", request.path}, {"error", std::string(what)}});
}

}  // namespace grafake::server
