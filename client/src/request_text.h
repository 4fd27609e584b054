#pragma once

#include <string>

#include "grafake/client.h"
#include "src/base_url.h"
#include "src/request.h"

namespace grafake {

// What all requests of a client have in common.
class RequestText {
 public:
  RequestText(const ClientOptions& options, const BaseUrl& base_url);

  // The bytes of the request, head and body.
  [[nodiscard]] Secret Of(const Request& request) const;

 private:
  std::string before_target_;  // what a request through an HTTP proxy names before the path
  Secret after_target_;        // may hold the proxy's password
};

}  // namespace grafake
