#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "server/http/message.h"
#include "server/log.h"

namespace grafake::server {

// Logs requests as Grafana does: those that end 200 or 304 only with [server] router_logging, probes never, from status
// 500 on as errors; before that, what was noticed on the way. What a stranger wrote is cut. Thread-safe.
class RequestLog {
 public:
  // `world`: whose requests they are, where that must be said. `hidden`: a secret that somebody may send where it does
  // not belong; empty: none. `jwt_header`: whose value is a secret wherever it stands; empty: none.
  RequestLog(Log& log, bool usual_too, std::string trace_id, std::string world = "", const std::string& hidden = "",
             std::string jwt_header = "");

  void Completed(const Request& request, const Response& response, std::chrono::steady_clock::duration time);
  // A bug or a lost machine inside a request: `what` is the exception's own text.
  void Broken(const Request& request, std::string_view what);

 private:
  void Write(LogLevel level, std::string_view message, const Request& request, LogFields fields,
             LogFields context = {});
  static void Hide(const std::string& secret, std::string_view instead, LogFields& fields);
  void Say(const RequestNote& note, const Request& request, const Response& response);

  Log& log_;
  bool usual_too_;
  std::string trace_id_;
  std::string world_;
  std::string hidden_;
  std::string jwt_header_;
};

}  // namespace grafake::server
