#pragma once

#include <optional>
#include <string>

#include "server/http/message.h"

namespace grafake::server {

// Who may use what stands below /_grafake/.
enum class ControlFor {
  kNobody,    // nothing is there
  kLoopback,  // who comes from the machine itself
  kAnybody,
};

struct ControlSettings {
  ControlFor who = ControlFor::kLoopback;  // [grafake] control
  std::string token;                       // [grafake] control_token; empty: none is asked for
  std::string domain;                      // [server] domain: a Host that is the server's own
  bool label = false;                      // [grafake] label: answers of Grafana's say how well they are known
};

// Why a request is not let in.
struct NotLetIn {
  int status;
  std::string sentence;
};

// True when that address, as text, is of the machine itself; the other end of a unix socket has none.
[[nodiscard]] bool IsLoopback(const std::string& address);

// Nothing when the request comes from where one may use it.
[[nodiscard]] std::optional<NotLetIn> RefusePlace(const Request& request, const ControlSettings& settings);

// Nothing when the request may pass. Whoever it comes from, a page of another site may not send it: not by its Origin,
// and not by a name that leads here (Host), unless it knows the token.
[[nodiscard]] std::optional<NotLetIn> RefuseControl(const Request& request, const ControlSettings& settings);

}  // namespace grafake::server
