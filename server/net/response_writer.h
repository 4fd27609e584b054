#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/net/request_head.h"

namespace grafake::server {

// What the form of an answer depends on beside the answer.
struct AnswerTo {
  bool head_method = false;  // the request was a HEAD
  bool http11 = true;        // or later
  bool close = false;        // the connection shall not be used again
};

// Appends the answer to `out`, byte for byte as Go's net/http sends it: headers in alphabetical order, then Date,
// Content-Length (up to 2048 bytes), Connection, Transfer-Encoding (one chunk). Line ends inside a value become blanks.
// The framing is not the handler's: its own Content-Length and Transfer-Encoding are dropped. True when the connection
// must be closed behind it.
bool WriteResponse(Response response, const AnswerTo& to, std::string_view date, std::string& out);

// The answer to `OPTIONS *`, which never reaches a handler.
void WriteStarAnswer(const AnswerTo& to, std::string_view date, std::string& out);

// The answer to an Expect other than 100-continue; the connection must be closed behind it.
void WriteExpectationFailed(const AnswerTo& to, std::string_view date, std::string& out);

// A refusal below the routes; the connection must be closed behind it.
void WriteFault(const HttpFault& fault, std::string& out);

// A time in the form of the Date header, made anew only when the second changes. Not thread-safe.
class HttpDate {
 public:
  // Valid until the next call.
  std::string_view At(std::time_t now);

 private:
  std::time_t second_ = -1;
  std::string text_;
};

}  // namespace grafake::server
