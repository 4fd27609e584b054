#include "server/app.h"

#include <array>
#include <chrono>
#include <cstdio>

#include "server/files.h"
#include "server/http/poco_server.h"

namespace grafake::server {
namespace {

using Ticks = std::chrono::steady_clock;

// Grafana never logs these: probes would fill the log.
bool IsProbe(const Request& request) {
  return request.path == "/api/health" || request.path == "/healthz" || request.path == "/metrics";
}

std::string Milliseconds(Ticks::duration time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count());
}

std::string GoDuration(Ticks::duration time) {
  std::array<char, 32> text{};
  const double micros = std::chrono::duration<double, std::micro>(time).count();
  if (micros < 1000) {
    std::snprintf(text.data(), text.size(), "%gµs", micros);
  } else {
    std::snprintf(text.data(), text.size(), "%.6gms", micros / 1000);
  }
  return text.data();
}

std::string HeaderOf(const Request& request, std::string_view name) {
  const std::string* value = request.FindHeader(name);
  return value == nullptr ? std::string() : *value;
}

}  // namespace

struct App::Parts {
  Parts(const AppSettings& s, Log::Sink sink)
      : settings(s), log(s.log, s.instance.clock, std::move(sink)), instance(Noted(s)), server(Listening()) {}

  std::unique_ptr<PocoServer> Listening() {
    try {
      if (!settings.listen_problem.empty()) throw std::runtime_error(settings.listen_problem);
      return std::make_unique<PocoServer>(
          settings.listen, [this](const Request& request) { return Serve(request); },
          [this](const Request& request, std::string_view what) { return Failed(request, what); });
    } catch (const std::runtime_error& e) {
      const std::string reason = e.what();
      log.Write(LogLevel::kError, "server", "Stopped background service",
                {{"service", "*api.HTTPServer"}, {"reason", reason}});
      log.Write(LogLevel::kError, "server", "Server shutdown", {{"error", "*api.HTTPServer run error: " + reason}});
      throw ListenFailed("*api.HTTPServer run error: " + reason);
    }
  }

  // Says what is about to be started before it can fail.
  const InstanceSettings& Noted(const AppSettings& s) {
    log.Write(LogLevel::kInfo, "settings", "Starting Grafana",
              {{"version", s.instance.health.version}, {"commit", s.instance.health.commit}});
    for (const LogNote& note : s.notes) log.Write(LogLevel::kInfo, "settings", note.message, note.fields);
    return s.instance;
  }

  Response Serve(const Request& request) {
    const auto begin = Ticks::now();
    Response response = instance.Handle(request);
    LogRequest(request, response, Ticks::now() - begin);
    return response;
  }

  void LogRequest(const Request& request, const Response& response, Ticks::duration time) {
    const bool usual = response.status == 200 || response.status == 304;
    if ((usual && !settings.router_logging) || IsProbe(request)) return;
    const LogLevel level = response.status >= 500 ? LogLevel::kError : LogLevel::kInfo;
    if (!log.Wants(level, "context")) return;
    log.Write(level, "context", "Request Completed",
              {{"method", request.method},
               {"path", request.path},
               {"status", std::to_string(response.status)},
               {"remote_addr", request.client_ip},
               {"time_ms", Milliseconds(time)},
               {"duration", GoDuration(time)},
               {"size", std::to_string(response.body.size())},
               {"referer", HeaderOf(request, "Referer")},
               {"traceID", std::string(settings.instance.refusals.trace_id)}});
  }

  // A bug or a lost machine inside a request: one line, Grafana's answer, and the server lives on.
  Response Failed(const Request& request, std::string_view what) {
    log.Write(LogLevel::kError, "context", "Request error",
              {{"method", request.method}, {"path", request.path}, {"error", std::string(what)}});
    return instance.Broken();
  }

  AppSettings settings;
  Log log;
  Instance instance;
  std::unique_ptr<PocoServer> server;
};

App::App(const AppSettings& settings, Log::Sink log_sink)
    : parts_(std::make_unique<Parts>(settings, std::move(log_sink))) {
  parts_->log.Write(LogLevel::kInfo, "http.server", "HTTP Server Listen",
                    {{"address", settings.listen.address + ":" + std::to_string(parts_->server->port())},
                     {"protocol", settings.listen.tls ? "https" : "http"},
                     {"subUrl", settings.instance.sub_url},
                     {"socket", settings.listen.unix_socket}});
  if (!settings.pidfile.empty()) WritePidFile(settings.pidfile);
  if (!settings.ready_file.empty()) WriteFileAtOnce(settings.ready_file, url() + "\n");
}

App::~App() { parts_->server->Stop(); }

Log& App::log() { return parts_->log; }

std::string App::url() const {
  const ListenOptions& listen = parts_->settings.listen;
  if (!listen.unix_socket.empty()) return "http+unix://" + listen.unix_socket;
  const bool any = listen.address.empty() || listen.address == "0.0.0.0" || listen.address == "::";
  const std::string host = any                                             ? "127.0.0.1"
                           : listen.address.find(':') == std::string::npos ? listen.address
                                                                           : "[" + listen.address + "]";
  return (listen.tls ? "https://" : "http://") + host + ":" + std::to_string(parts_->server->port()) + "/";
}

}  // namespace grafake::server
