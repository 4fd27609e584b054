#include "server/net/request_service.h"

#include <exception>

namespace grafake::server {

Response RequestService::Report(const Request& request, std::string_view what) const {
  try {
    if (on_exception_) return on_exception_(request, what);
  } catch (...) {  // Even the report failed: a bare 500 is all that is left to say.
  }
  return Response{.status = 500};
}

Response RequestService::Answer(const Request& request) const {
  try {
    return handler_(request);
  } catch (const std::exception& e) {
    return Report(request, e.what());
  } catch (...) {
    return Report(request, "an exception of unknown type");
  }
}

std::optional<Response> RequestService::Ask(const BeforeBody& refuse, const Request& head) const {
  if (!refuse) return std::nullopt;
  try {
    return refuse(head);
  } catch (const std::exception& e) {
    return Report(head, e.what());
  } catch (...) {
    return Report(head, "an exception of unknown type");
  }
}

}  // namespace grafake::server
