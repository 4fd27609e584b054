#pragma once

#include <utility>

#include "server/http/answers.h"
#include "server/http/route.h"

namespace grafake::server {

// The handler, for users alone where `alone` is set: others are refused in its place.
inline RouteHandler ForUsersAlone(const Answers& answers, bool alone, RouteHandler handler) {
  if (!alone) return handler;
  return [&answers, handler = std::move(handler)](const Context& context) {
    if (context.caller.kind != Principal::Kind::kUser)
      return Because(answers.Refuse(answers.refusals().only_for_users), UserNeeded{AskerOf(context.caller)});
    return handler(context);
  };
}

}  // namespace grafake::server
