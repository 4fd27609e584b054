#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace grafake::server {

// What kind of answer a request has got: all that matters of it to those who count answers, and nothing that a client
// can vary at will but for paths that no route has.
struct AnswerKind {
  std::string method;  // HEAD is GET's
  std::string route;   // its pattern, without a slash at its end; empty: there is none
  int status = 0;
  std::string message;  // what the body says, see MessageIn; empty: nothing
  std::string path;     // only where there is no route: what was asked for

  friend bool operator==(const AnswerKind&, const AnswerKind&) = default;
};

// The member "message" of a body that is an object, as MessageForm writes it, with the member "messageId" where there
// is one: "Unauthorized [identity.disabled]". Empty when there is none, and of bodies so long that they are no refusal.
// Compressed bodies are read, too.
[[nodiscard]] std::string MessageIn(const Response& response);

// A message without what varies in it: what stands in quotes becomes "…", and so does a number. At most 200 bytes.
[[nodiscard]] std::string MessageForm(std::string_view message);
// With that messageId, if it has one.
[[nodiscard]] std::string MessageForm(std::string_view message, std::string_view id);

// "POST /api/teams 409 Team name taken", for people.
[[nodiscard]] std::string NameOf(const AnswerKind& kind);

}  // namespace grafake::server
