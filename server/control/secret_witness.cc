#include "server/control/secret_witness.h"

#include <optional>
#include <set>
#include <stdexcept>
#include <variant>

#include "server/control/access.h"
#include "server/control/asked_in_short.h"
#include "server/control/exchange_secrets.h"
#include "server/control/tokens_in_head.h"
#include "server/http/reason.h"

namespace grafake::server {
namespace {

constexpr std::array<MishapFact, kMishaps> kMishapFacts = {{
    {"in a URL", "addresses are logged by servers, proxies and browsers; send it as Authorization: Bearer"},
    {"in the header Referer", "it was in the address of a page, which a browser tells to others"},
    {"in the header User-Agent", "servers log it"},
    {"after its deletion", "somebody still holds it; see that whoever deletes a token has nobody use it"},
    {"after its expiry", "see that whoever uses it gets another one in time"},
    {"in another world", "it was made for another world, and a test has kept it"},
    {"to /_grafake/", "control is asked without a token of Grafana's; no real Grafana has these paths"},
    {"without TLS", "it crossed a network where others may read it; ask by https"},
}};

struct TellingHeader {
  Mishap mishap;
  std::string_view name;
};
constexpr std::array kTellingHeaders = {TellingHeader{Mishap::kInReferer, "Referer"},
                                        TellingHeader{Mishap::kInUserAgent, "User-Agent"}};

const Ground* GroundOf(const Response& response) {
  const auto* const grounds = response.reason ? std::get_if<Grounds>(&response.reason->any) : nullptr;
  return grounds == nullptr ? nullptr : grounds->get();
}

bool CrossesANetwork(const Request& request) { return !request.https && !IsLoopback(request.client_ip); }

// All that the head of a request shows.
std::set<std::string> TokensInHead(const Request& request) {
  std::set<std::string> tokens;
  const auto add = [&](std::string_view text) {
    for (std::string& token : TokensIn(text)) tokens.insert(std::move(token));
  };
  add(request.path);
  add(request.query);
  for (const Header& header : request.headers) add(header.value);
  tokens.insert(ShownToken(request));
  tokens.erase("");
  return tokens;
}

// One that is closed, its file lost, knows none.
std::optional<TokenSignIn::Sight> KnownIn(World& world, std::string_view token) try {
  return world.KnowToken(token);
} catch (const std::runtime_error&) {
  return std::nullopt;
}

}  // namespace

const MishapFact& FactOf(Mishap mishap) { return kMishapFacts.at(static_cast<std::size_t>(mishap)); }

void SecretWitness::BeOf(World& world, Others others) {
  others_ = std::move(others);
  world_ = &world;
}

void SecretWitness::Note(const Exchange& exchange, std::uint64_t id) {
  if (world_ == nullptr) return;
  const Place place{exchange.request, exchange.route, exchange.hidden, &exchange, exchange.at, id};
  NoteTarget(place);
  if (exchange.response.reason) NoteRefusal(exchange.response, place);
  if (CrossesANetwork(exchange.request)) NoteNetwork(exchange.response, place);
}

void SecretWitness::NoteAtControl(const Request& request, Instant at, std::string_view own) {
  if (world_ == nullptr) return;
  const Place place{request, "", own, nullptr, at, 0};
  NoteTarget(place);
  for (const std::string& token : TokensInHead(request)) {
    if (token == own) continue;
    Count(Mishap::kToControl, NameOf(token), place);
    if (CrossesANetwork(request)) Count(Mishap::kWithoutTls, NameOf(token), place);
  }
}

void SecretWitness::NoteTarget(const Place& place) {
  const Request& request = place.request;
  for (const std::string_view text : {std::string_view(request.path), std::string_view(request.query)}) {
    for (const std::string& token : TokensIn(text)) Count(Mishap::kInUrl, NameOf(token), place);
  }
  for (const auto& [mishap, name] : kTellingHeaders) {
    const std::string* const value = request.FindHeader(name);
    if (value == nullptr) continue;
    for (const std::string& token : TokensIn(*value)) Count(mishap, NameOf(token), place);
  }
}

void SecretWitness::NoteRefusal(const Response& response, const Place& place) {
  const Ground* const ground = GroundOf(response);
  if (ground == nullptr) return;
  if (const auto* const expired = std::get_if<Expired>(&ground->any)) {
    if (expired->noun != Noun::kSession) Count(Mishap::kAfterExpiry, TokenLabel(expired->name, expired->owner), place);
  } else if (const auto* const unknown = std::get_if<TokenUnknown>(&ground->any)) {
    NoteUnknown(*unknown, place);
  }
}

void SecretWitness::NoteUnknown(const TokenUnknown& unknown, const Place& place) {
  if (unknown.deleted) return Count(Mishap::kAfterDeletion, TokenLabel(*unknown.deleted, ""), place);
  std::string elsewhere = NameElsewhere(ShownToken(place.request));
  if (!elsewhere.empty()) Count(Mishap::kInAnotherWorld, std::move(elsewhere), place);
}

// A token that was taken is told by its id: that costs least, and may happen with each request.
void SecretWitness::NoteNetwork(const Response& response, const Place& place) {
  if (response.token_id != 0) {
    const bool of_account = response.caller && response.caller->kind == Principal::Kind::kAccount;
    const std::string name = world_.load()->TokenName(response.token_id);
    Count(Mishap::kWithoutTls, TokenLabel(name, of_account ? response.caller->name : ""), place);
  } else if (const std::string token = ShownToken(place.request); !token.empty()) {
    Count(Mishap::kWithoutTls, NameOf(token), place);
  }
}

// Where a token may be read, each of its requests is the same mishap.
SecretWitness::Sightings::iterator SecretWitness::Find(const Sighting& sighting) {
  if (sighting.mishap != Mishap::kWithoutTls) return seen_.find(sighting);
  const auto first = seen_.lower_bound({sighting.mishap, sighting.token, ""});
  const bool same =
      first != seen_.end() && first->first.mishap == sighting.mishap && first->first.token == sighting.token;
  return same ? first : seen_.end();
}

std::string SecretWitness::TellAsked(const Place& place) {
  const std::string asked = std::string(MethodInShort(place.request.method)) + " ";
  if (!place.route.empty()) return asked + std::string(place.route);
  return asked + (place.exchange ? PathInShort(*place.exchange) : PathInShort(place.request.path, place.hidden));
}

void SecretWitness::Count(Mishap mishap, std::string token, const Place& place) {
  Sighting sighting{mishap, std::move(token), TellAsked(place)};
  const Lock lock(mutex_);
  auto found = Find(sighting);
  if (found == seen_.end()) {
    std::size_t& kept = kept_.at(static_cast<std::size_t>(mishap));
    if (kept >= kMost) {
      ++unlisted_;
      return;
    }
    ++kept;
    found = seen_.emplace(std::move(sighting), Seen{.times = 0, .first = place.at, .last = place.at}).first;
  }
  Seen& seen = found->second;
  ++seen.times;
  seen.last = place.at;
  seen.request = place.id;
}

std::string SecretWitness::NameOf(std::string_view token) const {
  if (const auto sight = world_.load()->KnowToken(token)) return TokenLabel(sight->name, sight->owner);
  std::string elsewhere = NameElsewhere(token);
  return elsewhere.empty() ? TokenLabel("", "") : elsewhere;
}

std::string SecretWitness::NameElsewhere(std::string_view token) const {
  if (token.empty() || !others_) return "";
  for (const auto& other : others_()) {
    if (other.get() == world_) continue;
    const auto sight = KnownIn(*other, token);
    if (sight) return TokenLabel(sight->name, sight->owner, other->name());
  }
  return "";
}

std::vector<std::pair<SecretWitness::Sighting, SecretWitness::Seen>> SecretWitness::All() const {
  const Lock lock(mutex_);
  return {seen_.begin(), seen_.end()};
}

void SecretWitness::Clear() {
  const Lock lock(mutex_);
  seen_.clear();
  kept_ = {};
  unlisted_ = 0;
}

}  // namespace grafake::server
