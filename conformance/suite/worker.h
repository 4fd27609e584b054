#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "conformance/exchange.h"
#include "conformance/suite/outcome.h"

namespace grafake::conformance {

// What a worker, a process of its own, is to do. It goes to it in a variable of its environment, since it holds a
// password.
struct Assignment {
  bool attached = false;  // to `endpoint`; otherwise the worker starts a server by `server`
  Endpoint endpoint;
  std::string admin;
  std::string release;  // empty: as the target says
  std::string run;
  std::string ledger;     // file
  std::string directory;  // for servers
  std::vector<std::string> server;
  std::string append_ini;
  std::vector<std::string> ids;
};

inline constexpr const char* kAssignmentVariable = "GRAFAKE_CONFORMANCE_ASSIGNMENT";

void to_json(nlohmann::json& json, const Assignment& assignment);
void from_json(const nlohmann::json& json, Assignment& assignment);

// Runs the cases one after the other as GoogleTest tests and prints what happens: worker_event.h. Returns the exit
// code: 0 when it came to its end, whatever became of the cases.
[[nodiscard]] int RunWorker(const Assignment& assignment);

}  // namespace grafake::conformance
