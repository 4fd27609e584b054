#include "conformance/history/load.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "conformance/history/watched.h"
#include "conformance/interruption.h"
#include "conformance/shown.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;
using std::string;
using LoadClock = std::chrono::steady_clock;
using WatchedPtr = std::shared_ptr<Watched>;

constexpr int kUsersOfTeam = 4;

// Makes things at a target; throws std::runtime_error when it does not let them be made.
class Maker {
 public:
  explicit Maker(const LoadOptions& options) : options_(options) {}

  WatchedPtr Account() {
    const string name = NextName("a");
    const json body{{"name", name}, {"role", "Viewer"}};
    return WatchedAccount(name, Made("/api/serviceaccounts", body, "id"), options_.admin);
  }
  WatchedPtr Team() {
    std::vector<std::int64_t> users;
    for (int i = 0; i < kUsersOfTeam; ++i) {
      const string login = NextName("u");
      users.push_back(Made("/api/admin/users", {{"name", login}, {"login", login}, {"password", login}}, "id"));
    }
    const string name = NextName("t");
    return WatchedTeam(name, Made("/api/teams", {{"name", name}}, "teamId"), users, options_.admin);
  }

 private:
  string NextName(const char* kind) { return options_.prefix + kind + std::to_string(++names_); }

  [[nodiscard]] std::int64_t Made(const string& path, const json& body, const char* member) const {
    const auto answer =
        Send(options_.targets[0],
             {.method = "POST", .target = path, .who = options_.admin, .headers = {}, .body = body.dump()});
    if (!answer) throw std::runtime_error("POST " + path + ": " + Shown(answer.error()));
    const json told = json::parse(answer->body, nullptr, false);
    const json id = told.is_object() ? told.value(member, json()) : json();
    if (answer->status / 100 == 2 && id.is_number_integer()) return id.get<std::int64_t>();
    throw std::runtime_error("POST " + path + " was answered " + std::to_string(answer->status) + " " +
                             Shown(Cut(answer->body, 300)));
  }

  const LoadOptions& options_;
  std::atomic<int> names_ = 0;
};

// What clients share.
class Stage {
 public:
  explicit Stage(const LoadOptions& options) : options_(options), maker_(options), begin_(LoadClock::now()) {
    for (unsigned i = 0; i < options.accounts; ++i) Put(i, maker_.Account());
    try {
      Put(options.accounts, maker_.Team());
    } catch (const std::runtime_error& e) {
      left_out_ = string("teams were left out: ") + e.what();
    }
    begin_ = LoadClock::now();
  }

  [[nodiscard]] const LoadOptions& options() const { return options_; }

  // False when it is time to end.
  [[nodiscard]] bool TakesOneMore() {
    if (IsInterrupted() || broken_ || LoadClock::now() - begin_ >= options_.time) return false;
    return options_.operations == 0 || ++operations_ <= options_.operations;
  }
  [[nodiscard]] std::pair<std::size_t, WatchedPtr> Pick(std::mt19937_64& random) {
    const std::lock_guard lock(mutex_);
    const std::size_t at = random() % current_.size();
    return {at, current_[at]};
  }
  // In the place of an account that is used up.
  void Replace(std::size_t at) try { Put(at, maker_.Account()); } catch (const std::runtime_error& e) {
    const std::lock_guard lock(mutex_);
    left_out_ = e.what();
    broken_ = true;
  }
  [[nodiscard]] Event::Time Now() const { return std::chrono::duration_cast<Event::Time>(LoadClock::now() - begin_); }
  [[nodiscard]] RecordedLoad All() {
    RecordedLoad recorded{{}, left_out_};
    for (const WatchedPtr& thing : all_) recorded.things.push_back(thing->History());
    return recorded;
  }

 private:
  void Put(std::size_t at, const WatchedPtr& thing) {
    const std::lock_guard lock(mutex_);
    if (at >= current_.size()) current_.resize(at + 1);
    current_[at] = thing;
    all_.push_back(thing);
  }

  const LoadOptions& options_;
  Maker maker_;
  LoadClock::time_point begin_;
  std::atomic<std::uint64_t> operations_ = 0;
  std::atomic<bool> broken_ = false;
  std::mutex mutex_;
  std::vector<WatchedPtr> current_;
  std::vector<WatchedPtr> all_;
  string left_out_;
};

// One of those who ask, with a connection to each server.
class Client {
 public:
  Client(Stage& stage, std::size_t number) : stage_(stage), number_(number), random_(stage.options().seed + number) {
    for (const Endpoint& target : stage.options().targets) servers_.push_back(std::make_unique<KeptConnection>(target));
  }

  void Run() {
    while (stage_.TakesOneMore()) {
      const auto [at, thing] = stage_.Pick(random_);
      const bool ends = thing->IsUsedUp();
      const Planned planned = ends ? thing->End() : thing->Next(random_);
      Do(*thing, planned);
      if (ends) stage_.Replace(at);
      if (planned.event.Changes() && (ends || random_() % 4 != 0)) Do(*thing, thing->LookAfter(planned.event, random_));
    }
  }

 private:
  void Do(Watched& thing, Planned planned) {
    Event& event = planned.event;
    event.client = number_;
    event.server = random_() % servers_.size();
    event.begin = stage_.Now();
    const WireAnswer answer = servers_[event.server]->Send(planned.request);
    event.end = stage_.Now();
    thing.Note(std::move(event), answer);
  }

  Stage& stage_;
  std::size_t number_;
  std::mt19937_64 random_;
  std::vector<std::unique_ptr<KeptConnection>> servers_;
};

}  // namespace

tl::expected<RecordedLoad, std::string> RecordLoad(const LoadOptions& options) try {
  Stage stage(options);
  {
    std::vector<std::jthread> clients;
    for (unsigned i = 0; i < options.clients; ++i) clients.emplace_back([&stage, i] { Client(stage, i).Run(); });
  }
  return stage.All();
} catch (const std::runtime_error& e) {
  return tl::unexpected(std::string(e.what()));
}

}  // namespace grafake::conformance
