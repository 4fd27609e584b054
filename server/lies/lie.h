#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "server/http/answerer.h"
#include "server/instance.h"

namespace grafake::server {

// One promise of Grafana that the server breaks on demand, so that people can see whether their tests notice.
struct Lie {
  std::string_view name;      // "deleted-token-works"
  std::string_view sentence;  // what is wrong then
  // Answers in the server's place; null: not needed. `truth` is the server.
  std::function<Response(const Request& request, const Answerer& truth)> tell;
  // Changes what the server is made with; null: not needed.
  std::function<void(InstanceSettings&)> prepare;
};

// All of them, by name.
[[nodiscard]] const std::vector<Lie>& Lies();

// Null for a name that is none.
[[nodiscard]] const Lie* FindLie(std::string_view name);

// A table for people: name and sentence.
[[nodiscard]] std::string LiesText();

}  // namespace grafake::server
