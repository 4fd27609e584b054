#pragma once

#include <string_view>

namespace grafake::server {

// How one refusal looks to a client.
struct Refusal {
  int status;
  std::string_view message;
  bool traced = false;                // the body carries traceID, and in development the cause
  std::string_view message_id = {};   // the body carries it beside the status
  bool bare = false;                  // the body is the message alone, as text
  std::string_view extra_name = {};   // with a messageId, what handlers say ends with an object "extra" of one member,
  std::string_view extra_value = {};  // that is this
  bool page = false;                  // before any handler it is a page of HTML with that title
  std::string_view kind = {};         // the body tells it behind the message, as "status"
};

}  // namespace grafake::server
