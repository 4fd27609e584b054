#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "server/lies/lie.h"

// What lies are made of. The lies' own.
namespace grafake::server::lies {

// "POST /api/serviceaccounts": the method and the beginning of the path.
[[nodiscard]] bool Asks(const Request& request, std::string_view method, std::string_view path);

// The request with the first Grafana Admin's credentials in place of its own.
[[nodiscard]] Request AsAdmin(Request request);

// Whether the answer is that refusal.
[[nodiscard]] bool Is(const Response& answer, const Refusal& refusal);

// Whether there is RBAC unless somebody turns it on or off. Without it refusals name no permission, no list shows any,
// and only Admins give roles, above which there is none.
[[nodiscard]] bool ComesWithRbac(const Release& release);

// The same request without a header.
[[nodiscard]] Request Without(Request request, std::string_view header);

// The same request with one query parameter changed; an empty value takes it out.
[[nodiscard]] Request WithParameter(Request request, const std::string& name, const std::string& value);

// Every `from` in the body becomes `to`.
[[nodiscard]] Response Replaced(Response response, std::string_view from, std::string_view to);

// The body's JSON changed by `change`, which gets an ordered_json&; a body that is no JSON stays.
template <class Change>
[[nodiscard]] Response Changed(Response response, const Change& change) {
  auto json = nlohmann::ordered_json::parse(response.body, nullptr, false);
  if (json.is_discarded()) return response;
  const bool newline = response.body.ends_with('\n');
  change(json);
  response.body = json.dump() + (newline ? "\n" : "");
  return response;
}

[[nodiscard]] std::vector<Lie> TokenLies();
[[nodiscard]] std::vector<Lie> AccountLies();
[[nodiscard]] std::vector<Lie> PeopleLies();
[[nodiscard]] std::vector<Lie> PassingLies();
[[nodiscard]] std::vector<Lie> AnswerLies();

}  // namespace grafake::server::lies
