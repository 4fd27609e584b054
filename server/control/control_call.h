#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/control/controlled.h"
#include "server/control/member_reader.h"
#include "server/control/seeding.h"
#include "server/http/message.h"
#include "server/worlds/world.h"

namespace grafake::server {

// A request to control, as its handlers see it. Lives as long as the call.
struct ControlCall {
  const Request& request;
  World& world;                                                  // which one it is about
  std::vector<std::pair<std::string_view, std::string>> params;  // of the path, decoded

  [[nodiscard]] const std::string& Param(std::string_view name) const;
  [[nodiscard]] Controlled& controlled() const { return ControlledOf(world); }
};

class Control;

// A member of a body, or a parameter of a query, for the description.
struct ControlMember {
  std::string_view name;
  std::string_view type;  // of JSON; empty: one of several
  std::string_view about;
};

// A route of control.
struct ControlRoute {
  std::string_view method;
  std::string_view path;  // below the world's "/_grafake": "/worlds/:name"
  std::string_view about;
  Response (*handle)(Control& control, const ControlCall& call);
  int status = 200;                          // when all is well
  bool of_main = false;                      // only on the address of the main world
  std::span<const ControlMember> body = {};  // what its body may say
  std::span<const ControlMember> query = {};
};

// Answers.
[[nodiscard]] Response ControlJson(std::string json, int status = 200);
[[nodiscard]] Response ControlNothing();  // 204
[[nodiscard]] Response ControlRefusal(int status, std::string_view sentence);

[[nodiscard]] DocumentNode DocumentOf(const Request& request);
[[noreturn]] void RefuseMember(const BadMember& bad);
[[noreturn]] void RefuseSeed(const NotSeeded& e);

// The snapshot of that name; 409: there is none.
[[nodiscard]] World::State NeedSnapshot(Controlled& controlled, const std::string& name);
[[noreturn]] void RefuseUnknownSnapshot(int status, Controlled& controlled, const std::string& name);

// Calls apply(), which applies a seed; why it cannot is the answer.
template <class Apply>
PlantedAll Seeded(Apply apply) try {
  return apply();
} catch (const NotSeeded& e) {
  RefuseSeed(e);
}

// Reads the body and calls read(MemberReader&), which takes all of it; then nothing may be left over. What is wrong
// becomes a ControlError with its line.
template <class Read>
auto ReadBody(const ControlCall& call, Read read) try {
  const DocumentNode document = DocumentOf(call.request);
  MemberReader members(document, "");
  auto result = read(members);
  members.Finish();
  return result;
} catch (const BadMember& bad) {
  RefuseMember(bad);
}

}  // namespace grafake::server
