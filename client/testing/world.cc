#include "grafake/testing/world.h"

#include <algorithm>
#include <atomic>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "testing/control.h"

namespace grafake::for_tests {
namespace {

using nlohmann::json;

std::string WishOf(const WorldOptions& options) {
  json wish = json::object();
  if (!options.release.empty()) wish["release"] = options.release;
  if (!options.settings.empty()) wish["settings"] = options.settings;
  if (options.deterministic) wish["deterministic"] = *options.deterministic;
  if (!options.seed.empty()) wish["seed"] = options.seed;
  if (!options.clock.empty()) wish["clock"] = {{"at", options.clock}, {"frozen", true}};
  return wish.dump();
}

// What clients have sent must not command a terminal.
std::string Harmless(std::string line) {
  std::ranges::replace_if(
      line, [](unsigned char c) { return std::iscntrl(c) != 0; }, '?');
  return line;
}

// A member that may be null.
std::string TextIn(const json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

struct World::Parts {
  Parts(const Server& server, const WorldOptions& options) : client(options.client) {
    const json told = json::parse(AskControl("POST", server.url() + "_grafake/worlds", WishOf(options)));
    url = client.url = told.at("url").get<std::string>() + "/";
    control = told.at("control").get<std::string>();
    if (told.contains("seeded")) seeded = told["seeded"].dump();
    const json& who = told.at("admin");
    admin.emplace(As(Password{TextIn(who, "login"), Secret(TextIn(who, "password"))}));
  }

  [[nodiscard]] std::string Ask(const std::string& method, const std::string& path, const std::string& body) const {
    return AskControl(method, control + path, body);
  }

  [[nodiscard]] Client As(Credentials credentials) const {
    ClientOptions as = client;
    as.credentials = std::move(credentials);
    return Client(std::move(as));
  }

  [[nodiscard]] json LastRefused(int most) const {
    return json::parse(Ask("GET", "/requests?status=4xx&limit=" + std::to_string(most), "")).at("requests");
  }

  ClientOptions client;
  std::string url;
  std::string control;  // without a slash at its end
  std::string seeded;
  std::optional<Client> admin;
  std::atomic<int> tokens = 0;
};

World::World(const Server& server, const WorldOptions& options) try : parts_(std::make_unique<Parts>(server, options)) {
} catch (const json::exception& e) {
  throw ControlFailed(std::string("the server is not the one that fits this library: ") + e.what());
}

// No function-try-block: that of a destructor throws on what it has caught.
World::~World() {
  try {
    (void)parts_->Ask("DELETE", "", "");
  } catch (const std::exception&) {
    // The server has ended, and the world with it.
  }
}

const std::string& World::url() const { return parts_->url; }

const Client& World::admin() const { return *parts_->admin; }

Client World::As(Credentials credentials) const { return parts_->As(std::move(credentials)); }

const std::string& World::seeded() const { return parts_->seeded; }

AccessToken World::Token(const std::string& role, const std::string& expires) {
  const std::string name = "token-" + std::to_string(++parts_->tokens);
  json token{{"name", name}};
  if (!expires.empty()) token["expires"] = expires;
  const json account{{"name", name}, {"role", role}, {"tokens", json::array({token})}};
  const json made = json::parse(Control("POST", "/seed", json{{"service_accounts", json::array({account})}}.dump()));
  return AccessToken{Secret(made.at("service_accounts").at(0).at("tokens").at(0).at("key").get<std::string>())};
}

void World::AdvanceClock(const std::string& span) { Control("PUT", "/clock", json{{"advance", span}}.dump()); }

void World::FreezeClock(const std::string& time) {
  Control("PUT", "/clock", json{{"now", time}, {"frozen", true}}.dump());
}

void World::AddFault(const std::string& fault) { Control("POST", "/faults", fault); }

void World::VerifyFaults() { Control("POST", "/verify"); }

std::string World::Why() const {
  const json refused = parts_->LastRefused(1);
  return refused.empty() ? "" : TextIn(refused.at(0), "why");
}

std::vector<std::string> World::Refused() const {
  constexpr int kMost = 10;
  std::vector<std::string> lines;
  for (const json& request : parts_->LastRefused(kMost)) {
    lines.push_back(Harmless(TextIn(request, "method") + " " + TextIn(request, "target") + " -> " +
                             request.at("status").dump() + ": " + TextIn(request, "why")));
  }
  return lines;
}

std::vector<std::string> World::RefusedOrWhyNot() const try { return Refused(); } catch (const std::exception& e) {
  return {std::string("nobody can tell: ") + e.what()};
}

std::string World::Control(const std::string& method, const std::string& path, const std::string& body) const {
  return parts_->Ask(method, path, body);
}

}  // namespace grafake::for_tests
