#include "server/main_address.h"

#include "server/files.h"
#include "server/net/bound_socket.h"
#include "server/start_failed.h"

namespace grafake::server {
namespace {

// A port that the system chooses is chosen now, so that the address is known. What cannot be had is told when it would
// be opened.
ListenOptions WithPort(ListenOptions listen) try {
  if (listen.port == 0 && listen.bound == nullptr && listen.unix_socket.empty())
    listen.bound = std::make_shared<BoundSocket>(listen);
  return listen;
} catch (const std::runtime_error&) {
  return listen;
}

}  // namespace

MainAddress::MainAddress(const AppSettings& settings, const AddressTerms& terms)
    : ServedAddress(WithPort(settings.listen), terms), settings_(settings), log_(terms.log) {}

void MainAddress::Serve(std::shared_ptr<World> world) {
  if (!settings_.pidfile.empty()) LeavePid();
  Listen(std::move(world));
}

void MainAddress::LeavePid() {
  Logged("Failed to verify pid directory", [this] { MakePidDirectory(settings_.pidfile); });
  Logged("Failed to write pidfile", [this] { WritePidFile(settings_.pidfile); });
}

template <class Step>
void MainAddress::Logged(const char* failed, Step step) try {
  step();
} catch (const StartFailed& e) {
  log_.Write(LogLevel::kError, "server", failed, {{"error", e.what()}});
  throw StartFailed({.form = StartError::Form::kLogged, .message = e.what()});
}

void MainAddress::Listen(std::shared_ptr<World> world) try {
  if (settings_.listen_problem) throw NoAddress(settings_.listen_problem->message);
  if (!settings_.listen.unix_socket.empty()) RemoveDeadSocket(settings_.listen.unix_socket);
  ServedAddress::Serve(std::move(world));
  log_.Write(LogLevel::kInfo, "http.server", "HTTP Server Listen",
             {{"address", server().address()},
              {"protocol", settings_.protocol},
              {"subUrl", settings_.instance.sub_url},
              {"socket", settings_.listen.unix_socket}});
} catch (const std::runtime_error& e) {
  const std::string error = "*api.HTTPServer run error: " + std::string(e.what());
  log_.Write(LogLevel::kError, "server", "Stopped background service",
             {{"service", "*api.HTTPServer"}, {"reason", e.what()}});
  log_.Write(LogLevel::kError, "server", "Server shutdown", {{"error", error}});
  throw StartFailed({.form = StartError::Form::kPlainError, .message = error});
}

}  // namespace grafake::server
