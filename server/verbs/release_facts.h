#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/releases/release.h"

namespace grafake::server {

// What a client or an operator can find out about a release, as names and values, so that two releases can be laid side
// by side. All of it is read out of the values that the server uses, or out of the answers of a server made with them.
// In the order in which they are told: what every client meets first, what an operator sets last.
enum class FactKind { kForm, kRefusal, kRoute, kAnswer, kToggle, kSetting };

[[nodiscard]] std::string_view NameOf(FactKind kind);
[[nodiscard]] std::optional<FactKind> FindFactKind(std::string_view name);
[[nodiscard]] std::string FactKindNames();  // for messages: "form, refusal"

using Facts = std::map<std::pair<FactKind, std::string>, std::string>;

// Takes some 50 ms: a server of the release is made in memory and asked.
[[nodiscard]] Facts FactsOf(const Release& release);

// One that two releases do not have in common. An empty value: that release has nothing of that name.
struct Difference {
  FactKind kind;
  std::string name;
  std::string first;
  std::string second;
};

// By kind and name. What follows from another difference is left out: answers to what only one of them has a route for,
// members of an object that only one of them has.
[[nodiscard]] std::vector<Difference> DifferencesOf(const Facts& first, const Facts& second);

}  // namespace grafake::server
