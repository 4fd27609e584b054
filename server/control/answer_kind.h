#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace grafake::server {

// What kind of answer a request has got: all that matters of it to those who count answers, and nothing that a client
// can vary at will but for paths that no route has.
template <class Text>
struct AnswerKindIn {
  Text method;  // HEAD is GET's
  Text route;   // its pattern, without a slash at its end; empty: there is none
  int status = 0;
  Text message;  // what the body says, see MessageIn; empty: nothing
  Text path;     // only where there is no route: what was asked for

  template <class Other>
  [[nodiscard]] AnswerKindIn<Other> In() const {
    return {Other(method), Other(route), status, Other(message), Other(path)};
  }
  friend bool operator==(const AnswerKindIn&, const AnswerKindIn&) = default;
};

using AnswerKind = AnswerKindIn<std::string>;
using MetAnswer = AnswerKindIn<std::string_view>;  // one as it is counted

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
