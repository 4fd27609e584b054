#include "conformance/history/watched.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;
using std::string;
using Random = std::mt19937_64;

constexpr std::size_t kShownOfAnswer = 120;

Event EventOf(Action action, int part = -1) {
  Event event;
  event.action = action;
  event.part = part;
  return event;
}

bool OneIn(std::size_t count, Random& random) { return random() % count == 0; }

// What every route says alike.
Saw SeenBy(const RecordedAnswer& answer) {
  if (answer.status == 200) return Saw::kDone;
  return answer.status == 404 ? Saw::kAbsent : Saw::kUnknown;
}

class AccountThing : public Watched {
 public:
  AccountThing(string name, std::int64_t id, string admin)
      : Watched(std::move(name), "account"),
        path_("/api/serviceaccounts/" + std::to_string(id)),
        admin_(std::move(admin)) {}

 private:
  struct Token {
    std::int64_t id = 0;
    string secret;
  };

  Event Choose(Random& random) override {
    const auto chance = random() % 100;
    if (known_.empty() || chance < 12) return IsFull() ? EventOf(Action::kList) : EventOf(Action::kAdd, NewToken());
    if (chance < 22) return EventOf(Action::kRemove, Recent(random));
    if (chance < 40) return Setting(chance < 32, random);
    if (chance < 46) return EventOf(Action::kLook);
    if (chance < 60) return EventOf(Action::kList);
    return EventOf(Action::kUse, Recent(random));
  }
  Event ChooseLook(const Event& change, Random& random) override {
    const bool of_part = change.part >= 0 && !tokens_[static_cast<std::size_t>(change.part)].secret.empty();
    if (known_.empty() || (of_part && OneIn(3, random))) return EventOf(Action::kList);
    if (!of_part && OneIn(4, random)) return EventOf(Action::kLook);
    return EventOf(Action::kUse, of_part ? change.part : Recent(random));
  }
  static Event Setting(bool role, Random& random) {
    Event event = EventOf(role ? Action::kSetRole : Action::kSetDisabled);
    event.admin = OneIn(2, random);
    event.disabled = OneIn(3, random);
    return event;
  }
  int NewToken() {
    tokens_.emplace_back();
    return static_cast<int>(tokens_.size()) - 1;
  }
  // One of the last, most of which are there, for others are few.
  int Recent(Random& random) {
    const std::size_t among = std::min<std::size_t>(known_.size(), 6);
    return known_[known_.size() - 1 - random() % among];
  }
  bool IsFull() const override { return tokens_.size() == kMostParts; }

  OutgoingRequest RequestFor(const Event& event) const override {
    const auto as_admin = [this](string method, const string& behind, const json& body = nullptr) {
      return OutgoingRequest{.method = std::move(method),
                             .target = path_ + behind,
                             .who = admin_,
                             .headers = {},
                             .body = body.is_null() ? std::nullopt : std::optional(body.dump())};
    };
    switch (event.action) {
      case Action::kAdd:
        return as_admin("POST", "/tokens", {{"name", name() + "-" + std::to_string(event.part)}});
      case Action::kRemove:
        return as_admin("DELETE", "/tokens/" + std::to_string(TokenOf(event).id));
      case Action::kUse:  // what an Admin may do and a Viewer may not
        return {.method = "GET",
                .target = "/api/serviceaccounts/search?perpage=1&query=" + name(),
                .who = "bearer:" + TokenOf(event).secret,
                .headers = {},
                .body = {}};
      case Action::kSetRole:
        return as_admin("PATCH", "", {{"role", event.admin ? "Admin" : "Viewer"}});
      case Action::kSetDisabled:
        return as_admin("PATCH", "", {{"isDisabled", event.disabled}});
      case Action::kLook:
        return as_admin("GET", "");
      case Action::kList:
        return as_admin("GET", "/tokens");
      case Action::kErase:
        return as_admin("DELETE", "");
    }
    return {};
  }
  [[nodiscard]] const Token& TokenOf(const Event& event) const { return tokens_[static_cast<std::size_t>(event.part)]; }

  void Read(Event& event, const RecordedAnswer& answer) override {
    event.seen = SeenBy(answer);
    if (event.action == Action::kUse) return ReadUse(event, answer);
    if (event.seen != Saw::kDone) return;
    const json body = json::parse(answer.body, nullptr, false);
    if (event.action == Action::kAdd) return ReadToken(event, body);
    if (event.action == Action::kList) return ReadList(event, body);
    if (event.action != Action::kLook) return;
    event.seen = body.is_object() ? Saw::kDone : Saw::kUnknown;
    if (!body.is_object()) return;
    event.admin = body.value("role", json()) == "Admin";
    event.disabled = body.value("isDisabled", json()) == true;
  }
  // Older releases say 500 of a key that is not there.
  static void ReadUse(Event& event, const RecordedAnswer& answer) {
    const bool refused = answer.status == 401 || answer.body.find("nvalid API key") != string::npos;
    event.admin = answer.status == 200;
    event.seen = refused ? Saw::kRefused : Saw::kUnknown;
    if (answer.status == 200 || answer.status == 403) event.seen = Saw::kDone;
  }
  void ReadToken(Event& event, const json& body) {
    const bool tells =
        body.is_object() && body.value("id", json()).is_number_integer() && body.value("key", json()).is_string();
    event.seen = tells ? Saw::kDone : Saw::kUnknown;
    if (!tells) return;
    tokens_[static_cast<std::size_t>(event.part)] = {body["id"], body["key"]};
    known_.push_back(event.part);
  }
  // By name, for the answer with the id may be under way.
  void ReadList(Event& event, const json& body) {
    event.seen = body.is_array() ? Saw::kDone : Saw::kUnknown;
    for (const json& token : body.is_array() ? body : json::array()) {
      const json told = token.is_object() ? token.value("name", json()) : json();
      const string text = told.is_string() ? told.get<string>() : "";
      int part = -1;
      for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (text == name() + "-" + std::to_string(i)) part = static_cast<int>(i);
      }
      event.listed.push_back(part);
    }
  }

  string path_;
  string admin_;
  std::vector<Token> tokens_;
  std::vector<int> known_;  // whose secrets are
};

class TeamThing : public Watched {
 public:
  TeamThing(string name, std::int64_t id, std::vector<std::int64_t> users, string admin)
      : Watched(std::move(name), "team"),
        path_("/api/teams/" + std::to_string(id) + "/members"),
        users_(std::move(users)),
        admin_(std::move(admin)) {}

 private:
  Event Choose(Random& random) override {
    const auto chance = random() % 10;
    const int user = static_cast<int>(random() % users_.size());
    if (chance < 4) return EventOf(Action::kList);
    return EventOf(chance < 7 ? Action::kAdd : Action::kRemove, user);
  }
  Event ChooseLook(const Event& /*change*/, Random& /*random*/) override { return EventOf(Action::kList); }
  bool IsFull() const override { return false; }

  OutgoingRequest RequestFor(const Event& event) const override {
    OutgoingRequest request{.method = "GET", .target = path_, .who = admin_, .headers = {}, .body = {}};
    if (event.part < 0) return request;
    const std::int64_t user = users_[static_cast<std::size_t>(event.part)];
    if (event.action == Action::kAdd) {
      request.method = "POST";
      request.body = json{{"userId", user}}.dump();
    } else {
      request.method = "DELETE";
      request.target += "/" + std::to_string(user);
    }
    return request;
  }
  void Read(Event& event, const RecordedAnswer& answer) override {
    event.seen = SeenBy(answer);
    if (event.action == Action::kAdd && (answer.status == 400 || answer.status == 409)) event.seen = Saw::kTaken;
    if (event.action != Action::kList || event.seen != Saw::kDone) return;
    const json body = json::parse(answer.body, nullptr, false);
    event.seen = body.is_array() ? Saw::kDone : Saw::kUnknown;
    for (const json& member : body.is_array() ? body : json::array()) {
      const json told = member.is_object() ? member.value("userId", json()) : json();
      const auto found = std::ranges::find(users_, told.is_number_integer() ? told.get<std::int64_t>() : 0);
      // Who made the team may be in it.
      if (found != users_.end()) event.listed.push_back(static_cast<int>(found - users_.begin()));
    }
  }

  string path_;
  std::vector<std::int64_t> users_;
  string admin_;
};

}  // namespace

Planned Watched::Next(Random& random) {
  const std::lock_guard lock(mutex_);
  const Event event = Choose(random);
  return {RequestFor(event), event};
}

Planned Watched::LookAfter(const Event& change, Random& random) {
  const std::lock_guard lock(mutex_);
  const Event event = ChooseLook(change, random);
  return {RequestFor(event), event};
}

bool Watched::IsUsedUp() {
  const std::lock_guard lock(mutex_);
  if (ended_ || !IsFull()) return false;
  ended_ = true;
  return true;
}

Planned Watched::End() {
  const std::lock_guard lock(mutex_);
  return {RequestFor(EventOf(Action::kErase)), EventOf(Action::kErase)};
}

void Watched::Note(Event event, const WireAnswer& answer) {
  const std::lock_guard lock(mutex_);
  if (answer) Read(event, *answer);
  if (event.seen == Saw::kUnknown)
    event.answer = answer ? std::to_string(answer->status) + " " + Shown(Cut(answer->body, kShownOfAnswer))
                          : Shown(answer.error());
  history_.events.push_back(std::move(event));
}

ThingHistory Watched::History() {
  const std::lock_guard lock(mutex_);
  return history_;
}

std::unique_ptr<Watched> WatchedAccount(string name, std::int64_t id, string admin) {
  return std::make_unique<AccountThing>(std::move(name), id, std::move(admin));
}

std::unique_ptr<Watched> WatchedTeam(string name, std::int64_t id, std::vector<std::int64_t> users, string admin) {
  return std::make_unique<TeamThing>(std::move(name), id, std::move(users), std::move(admin));
}

}  // namespace grafake::conformance
