#include <atomic>
#include <chrono>
#include <memory>

#include "server/lies/telling.h"

// Lies that pass: a moment later, or as soon as nobody else asks, the server is right again. Who asks alone and waits
// for each answer may never notice; the histories of many clients do (`grafake-conformance history`).
namespace grafake::server::lies {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kMoment = std::chrono::milliseconds(50);
constexpr std::string_view kAccountPaths = "/api/serviceaccounts/";

bool IsOfTokens(const Request& request) { return request.path.find("/tokens") != std::string::npos; }

// When a change was last answered.
class LastChange {
 public:
  void Note() { at_ = Clock::now().time_since_epoch().count(); }
  [[nodiscard]] bool IsFresh() const { return Clock::now() - Clock::time_point(Clock::duration(at_.load())) < kMoment; }

 private:
  std::atomic<Clock::rep> at_{(Clock::now() - std::chrono::hours(1)).time_since_epoch().count()};
};

// For a moment after a change that `changes` tells, whoever is `refused` is let in as the admin instead.
template <class Changes, class Refused>
auto LingersAfter(Changes changes, Refused refused) {
  return [changes, refused, last = std::make_shared<LastChange>()](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    if (changes(request) && answer.status == 200) last->Note();
    return refused(answer, truth) && last->IsFresh() ? truth(AsAdmin(request)) : answer;
  };
}

auto RefusedBy(Refusal Refusals::*refusal) {
  return [refusal](const Response& answer, const Truth& truth) { return Is(answer, truth.release.refusals.*refusal); };
}

bool LacksPermission(const Response& answer, const Truth& /*truth*/) { return answer.status == 403; }

bool DeletesToken(const Request& request) { return Asks(request, "DELETE", kAccountPaths) && IsOfTokens(request); }

bool ChangesAccount(const Request& request) { return Asks(request, "PATCH", kAccountPaths); }

// Every so manyth new token is gone when its creation has been answered.
Response LoseSomeTokens(const Request& request, const Truth& truth, std::atomic<unsigned>& made) {
  constexpr unsigned kEach = 7;
  Response answer = truth(request);
  if (!Asks(request, "POST", kAccountPaths) || !IsOfTokens(request) || answer.status != 200) return answer;
  if (++made % kEach != 0) return answer;
  const auto told = nlohmann::json::parse(answer.body, nullptr, false);
  if (!told.is_object() || !told.contains("id")) return answer;
  Request removal = request;
  removal.method = "DELETE";
  removal.path += "/" + told["id"].dump();
  removal.body.clear();
  (void)truth(removal);
  return answer;
}

// Counts those who are being answered.
class Guest {
 public:
  explicit Guest(std::atomic<int>& guests) : guests_(guests), alone_(guests.fetch_add(1) == 0) {}
  ~Guest() { --guests_; }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  [[nodiscard]] bool alone() const { return alone_ && guests_ == 1; }

 private:
  std::atomic<int>& guests_;
  bool alone_;
};

// While somebody else is answered too, a list of tokens is changed.
template <class Change>
auto ListUnderLoad(Change change) {
  return [change, guests = std::make_shared<std::atomic<int>>(0)](const Request& request, const Truth& truth) {
    const Guest guest(*guests);
    Response answer = truth(request);
    if (!Asks(request, "GET", kAccountPaths) || !IsOfTokens(request) || guest.alone()) return answer;
    return Changed(std::move(answer), [&](auto& json) {
      if (json.is_array() && !json.empty()) change(json);
    });
  };
}

}  // namespace

std::vector<Lie> PassingLies() {
  return {
      {"deleted-token-lingers",
       "A token that was deleted lets its holder in for 50 ms more.",
       LingersAfter(DeletesToken, RefusedBy(&Refusals::unknown_key)),
       {}},
      {"disabled-account-lingers",
       "The token of a disabled account lets its holder in for 50 ms more.",
       LingersAfter(ChangesAccount, RefusedBy(&Refusals::account_disabled)),
       {}},
      {"role-lingers",
       "What an account may do no more it may do for 50 ms.",
       LingersAfter(ChangesAccount, LacksPermission),
       {}},
      {"creation-lost",
       "Each seventh token is lost when its creation has been answered.",
       [made = std::make_shared<std::atomic<unsigned>>(0)](const Request& request, const Truth& truth) {
         return LoseSomeTokens(request, truth, *made);
       },
       {}},
      {"list-misses-under-load",
       "A list of tokens lacks its last while others are answered.",
       ListUnderLoad([](auto& json) { json.erase(json.size() - 1); }),
       {}},
      {"list-doubles-under-load",
       "A list of tokens has its first twice while others are answered.",
       ListUnderLoad([](auto& json) {
         const auto first = json[0];
         json.push_back(first);
       }),
       {}},
  };
}

}  // namespace grafake::server::lies
