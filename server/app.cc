#include "server/app.h"

#include <chrono>
#include <filesystem>

#include "server/files.h"
#include "server/lies/lie.h"
#include "server/net/socket_server.h"
#include "server/request_log.h"
#include "server/start_failed.h"
#include "server/storage/database_error.h"

namespace grafake::server {

struct App::Parts {
  Parts(const AppSettings& s, Log::Sink sink)
      : settings(s),
        ready(s.ready_file),
        log(s.log, s.instance.clock, std::move(sink)),
        requests(log, s.router_logging, std::string(s.instance.release->refusals.trace_id)) {
    NoteStart();
    for (const std::string& lie : settings.lies) Prepare(lie);
    instance = StartedInstance();
    answer = [this](const Request& request) { return instance->Handle(request); };
    for (const std::string& lie : settings.lies) Tell(lie);
    if (!settings.pidfile.empty()) LeavePid();
    server = Listening();
  }

  void NoteStart() {
    for (const LogNote& note : settings.notes) log.Write(note.level, "settings", note.message, note.fields);
  }

  std::unique_ptr<Instance> StartedInstance() try {
    settings.instance.complain = [this](std::string_view message, std::string_view error) {
      log.Write(LogLevel::kError, "sqlstore", message, {{"error", std::string(error)}});
    };
    return std::make_unique<Instance>(settings.instance);
  } catch (const DatabaseError& e) {
    switch (e.kind()) {
      case DatabaseError::Kind::kUnusable:
        break;
      case DatabaseError::Kind::kNotADatabase:
        log.Write(LogLevel::kError, "migrator", "alert migration failure: could not get migration log",
                  {{"error", "failed to check table existence: file is not a database"}, {"path", e.what()}});
        throw StartFailed({.form = StartError::Form::kLogged, .message = e.what()});
      case DatabaseError::Kind::kNoOrgForAdmin:
        log.Write(LogLevel::kError, "sqlstore", "Could not create user: organization ID does not exist",
                  {{"orgID", settings.instance.members.org_id}});
    }
    throw;
  }

  void Prepare(const std::string& name) {
    const Lie* lie = FindLie(name);
    if (lie == nullptr) throw StartFailed("-lie " + name + " is not known; see grafake lies");
    log.Write(LogLevel::kWarn, "grafake", "This server lies", {{"lie", name}});
    if (lie->prepare) lie->prepare(settings.instance);
  }

  // Each lie stands before what was said so far.
  void Tell(const std::string& name) {
    const Lie* lie = FindLie(name);
    if (!lie->tell) return;
    answer = [tell = lie->tell, truth = std::move(answer)](const Request& request) { return tell(request, truth); };
  }

  void LeavePid() {
    Logged("Failed to verify pid directory", [this] { MakePidDirectory(settings.pidfile); });
    Logged("Failed to write pidfile", [this] { WritePidFile(settings.pidfile); });
  }

  template <class Step>
  void Logged(const char* failed, Step step) try {
    step();
  } catch (const StartFailed& e) {
    log.Write(LogLevel::kError, "server", failed, {{"error", e.what()}});
    throw StartFailed({.form = StartError::Form::kLogged, .message = e.what()});
  }

  std::unique_ptr<SocketServer> Listening() try {
    if (settings.listen_problem) throw std::runtime_error(settings.listen_problem->message);
    if (!settings.listen.unix_socket.empty()) RemoveDeadSocket(settings.listen.unix_socket);
    settings.listen.before_body = [this](const Request& head) { return RefuseUnread(head); };
    settings.listen.clock = [clock = settings.instance.clock] { return std::time_t(UnixSeconds(clock())); };
    settings.listen.on_limit = [this](const LimitMet& limit) { NoteLimit(limit); };
    auto made = std::make_unique<SocketServer>(
        settings.listen, [this](const Request& request) { return Serve(request); },
        [this](const Request& request, std::string_view what) { return Failed(request, what); });
    log.Write(LogLevel::kInfo, "http.server", "HTTP Server Listen",
              {{"address", made->address()},
               {"protocol", settings.protocol},
               {"subUrl", settings.instance.sub_url},
               {"socket", settings.listen.unix_socket}});
    return made;
  } catch (const std::runtime_error& e) {
    const std::string error = "*api.HTTPServer run error: " + std::string(e.what());
    log.Write(LogLevel::kError, "server", "Stopped background service",
              {{"service", "*api.HTTPServer"}, {"reason", e.what()}});
    log.Write(LogLevel::kError, "server", "Server shutdown", {{"error", error}});
    throw StartFailed({.form = StartError::Form::kPlainError, .message = error});
  }

  void NoteLimit(const LimitMet& limit) {
    log.Write(LogLevel::kWarn, "http.server", "A limit is met",
              {{"limit", std::string(limit.name)},
               {"value", std::to_string(limit.value)},
               {"effect", std::string(limit.effect)}});
  }

  Response Serve(const Request& request) {
    const auto begin = std::chrono::steady_clock::now();
    Response response = answer(request);
    requests.Completed(request, response, std::chrono::steady_clock::now() - begin);
    return response;
  }

  std::optional<Response> RefuseUnread(const Request& head) {
    const auto begin = std::chrono::steady_clock::now();
    auto refused = instance->RefuseUnread(head);
    if (refused) requests.Completed(head, *refused, std::chrono::steady_clock::now() - begin);
    return refused;
  }

  Response Failed(const Request& request, std::string_view what) {
    requests.Broken(request, what);
    return instance->Broken();
  }

  AppSettings settings;
  ReadyFile ready;
  Log log;
  RequestLog requests;
  std::unique_ptr<Instance> instance;
  Answerer answer;
  std::unique_ptr<SocketServer> server;
};

App::App(const AppSettings& settings, Log::Sink log_sink)
    : parts_(std::make_unique<Parts>(settings, std::move(log_sink))) {}

App::~App() {
  parts_->ready.Remove();
  parts_->server->Stop();
}

Log& App::log() { return parts_->log; }

void App::TellReady() { parts_->ready.Put(url() + "\n"); }

std::string App::url() const {
  const ListenOptions& listen = parts_->settings.listen;
  if (!listen.unix_socket.empty()) return "http+unix://" + std::filesystem::absolute(listen.unix_socket).string();
  const bool any = listen.address.empty() || listen.address == "0.0.0.0" || listen.address == "::";
  const bool v6 = listen.address.find(':') != std::string::npos;
  const std::string host = any ? "127.0.0.1" : v6 ? "[" + listen.address + "]" : listen.address;
  return (listen.tls ? "https://" : "http://") + host + ":" + std::to_string(parts_->server->port()) + "/";
}

}  // namespace grafake::server
