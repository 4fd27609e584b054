#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "server/http/answerer.h"
#include "server/instance.h"

namespace grafake::server {

// What a lie stands before: the server itself or another lie about it, and the release that the server is of.
struct Truth {
  const Answerer& answer;
  const Release& release;

  Response operator()(const Request& request) const { return answer(request); }
};

// One promise of Grafana that the server breaks on demand, so that people can see whether their tests notice.
struct Lie {
  std::string_view name;      // "deleted-token-works"
  std::string_view sentence;  // what is wrong then
  // Answers in the server's place; null: not needed. `truth` is the server.
  std::function<Response(const Request& request, const Truth& truth)> tell;
  // Changes what the server is made with; null: not needed.
  std::function<void(InstanceSettings&)> prepare;
  // Whether that release makes the promise at all; null: every release does.
  bool (*promised)(const Release&) = nullptr;

  [[nodiscard]] bool CanBeToldOf(const Release& release) const { return promised == nullptr || promised(release); }
};

// All of them, by name.
[[nodiscard]] const std::vector<Lie>& Lies();

// Null for a name that is none.
[[nodiscard]] const Lie* FindLie(std::string_view name);

// A table for people, of those that can be told of that release: name and sentence.
[[nodiscard]] std::string LiesText(const Release& release);

}  // namespace grafake::server
