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

// The same in the org that its caller is in. Who lies has made that org, so that he is in it too.
[[nodiscard]] Request AsAdminOfItsOrg(const Request& request, const Truth& truth);

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

// What `tell` of a lie may be.
using Telling = std::function<Response(const Request&, const Truth&)>;

// That refusal is a success with this body instead.
[[nodiscard]] Telling Grants(Refusal Refusals::*refusal, std::string body);

// Whoever is refused with 403 below that path has it done by the Admin of his org.
[[nodiscard]] Telling IgnoresWalls(std::string_view path);

// A DELETE below that path does nothing; where something is there the answer says that it is gone.
[[nodiscard]] Telling AcknowledgesDeletion(std::string_view path, std::string body);

// What is read below /api/folders/, /api/dashboards/uid/ or /api/datasources/ and is not there is looked for in the
// other orgs.
[[nodiscard]] Response LooksIntoOtherOrgs(const Request& request, const Truth& truth);

[[nodiscard]] std::vector<Lie> TokenLies();
[[nodiscard]] std::vector<Lie> AccountLies();
[[nodiscard]] std::vector<Lie> PeopleLies();
[[nodiscard]] std::vector<Lie> PassingLies();
[[nodiscard]] std::vector<Lie> AnswerLies();
[[nodiscard]] std::vector<Lie> DocumentLies();
[[nodiscard]] std::vector<Lie> DataSourceLies();
[[nodiscard]] std::vector<Lie> VouchingLies();

}  // namespace grafake::server::lies
