#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/config/start_error.h"
#include "server/control/access.h"
#include "server/control/world_wish.h"
#include "server/instance.h"
#include "server/log.h"
#include "server/net/listen_options.h"
#include "server/worlds/worlds.h"

namespace grafake::server {

class Control;

// A line for the log of the start, of the logger "settings".
struct LogNote {
  std::string message;
  LogFields fields;
  LogLevel level = LogLevel::kInfo;
};

struct AppSettings {
  InstanceSettings instance;
  ListenOptions listen;
  std::string protocol = "http";             // [server] protocol, for the log
  std::optional<StartError> listen_problem;  // why there can be no listener; said when it would be opened
  LogSettings log;
  std::vector<LogNote> notes;                  // written before anything else
  std::vector<std::string> lies;               // names; see server/lies. Empty: the server tells the truth
  bool router_logging = false;                 // [server] router_logging: requests that end 200 or 304 are logged too
  std::filesystem::path ready_file;            // gets the URL from TellReady(); empty: none
  std::filesystem::path pidfile;               // gets the process id; empty: none
  ControlSettings control;                     // who may use test control
  std::vector<std::filesystem::path> seeds;    // what the main world begins with
  std::filesystem::path seed_out;              // gets what the seeds have made, secrets too; empty: none
  std::optional<std::uint64_t> deterministic;  // ids and secrets of the main world are drawn from it
  std::optional<Plants> plants;                // what it begins with beside these
  MakeWorldSettings make_world;                // of worlds that control opens; null: they are all like the main one
};

// The worlds of a process, the main one open: it listens when the constructor returns. In the destructor all stop:
// requests under way are finished, idle connections closed. Program, tests and benchmarks run this.
class App {
 public:
  // Throws StartFailed or DatabaseError.
  App(const AppSettings& settings, Log::Sink log_sink);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Of the main world: "http://127.0.0.1:3000/" with the port that was really taken; a Unix socket as
  // "http+unix://<path>".
  [[nodiscard]] std::string url() const;

  // Writes the ready file: the last thing of a start, so that who waits for it finds everything else done. Throws
  // StartFailed.
  void TellReady();

  [[nodiscard]] Log& log();

  // The others get ports of their own beside the main one, on its address.
  [[nodiscard]] Worlds& worlds();
  // What has become of AppSettings::plants.
  [[nodiscard]] const PlantedAll& planted() const;
  // Null: nobody may control this server.
  [[nodiscard]] Control* control();
  // What the main world was made with, for others to be made alike.
  [[nodiscard]] const InstanceSettings& main_settings() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace grafake::server
