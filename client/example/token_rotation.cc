// A token is rotated while other threads go on calling: the client asks a TokenSource for the token of each request.
// Usage: token_rotation http://127.0.0.1:3000/   (as admin, password admin)
#include <grafake/current_org.h>
#include <grafake/service_accounts.h>
#include <grafake/tokens.h>

#include <atomic>
#include <iostream>
#include <mutex>
#include <thread>

using namespace grafake;

namespace {

// Where the program keeps its token: a vault, a file; here a variable. Any thread may ask.
class Vault {
 public:
  void Store(Secret token) {
    const std::lock_guard lock(mutex_);
    token_ = std::move(token);
  }
  [[nodiscard]] Secret Load() const {
    const std::lock_guard lock(mutex_);
    return token_;
  }

 private:
  mutable std::mutex mutex_;
  Secret token_;
};

// Calls until it is told to stop. A request with the old token that reaches Grafana after that was deleted is answered
// 401, or 500 by Grafana 9; the client then asks the source again and repeats the request with the new one, so no call
// fails.
class Worker {
 public:
  explicit Worker(const Client& client)
      : thread_([this, client](const std::stop_token& stop) { Work(client, stop); }) {}

  // Waits until so many calls more were made.
  void AwaitCalls(int more) const {
    for (int now = calls_, end = now + more; now < end; now = calls_) calls_.wait(now);
  }
  // The first error, if there was one.
  [[nodiscard]] Result<void> Stop() {
    thread_.request_stop();
    thread_.join();
    return outcome_;
  }

 private:
  void Work(const Client& client, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto org = CurrentOrg(client).Get();
      if (!org && outcome_) outcome_ = tl::unexpected(org.error());
      ++calls_;
      calls_.notify_one();
    }
  }

  std::atomic<int> calls_ = 0;
  Result<void> outcome_;
  std::jthread thread_;
};

Result<void> Run(const std::string& url) {
  const Client admin({.url = url, .credentials = Password{"admin", Secret("admin")}});
  const Tokens tokens(admin);
  const auto robot = ServiceAccounts(admin).Create({.name = "rotated", .role = "Viewer"});
  if (!robot) return tl::unexpected(robot.error());
  const auto first = tokens.CreateTokenOnce(robot->id, {.name = "token-0", .seconds_to_live = 3600});
  if (!first) return tl::unexpected(first.error());

  Vault vault;
  vault.Store(first->secret);
  Worker worker(Client({.url = url, .credentials = TokenSource([&] { return vault.Load(); })}));
  std::int64_t current = first->id;
  for (int i = 1; i <= 5; ++i) {
    // Makes the new token, hands it over, deletes the old one. Were the hand-over to fail, the old one would stay.
    const auto rotated = tokens.Rotate(robot->id, current, {.name = "token-" + std::to_string(i)},
                                       [&](const CreatedToken& token) -> Result<void> {
                                         vault.Store(token.secret);
                                         return {};
                                       });
    if (!rotated) return tl::unexpected(rotated.error());
    if (rotated->old_left) std::cerr << "the old token may be left: " << rotated->old_left->ToString() << "\n";
    current = rotated->created.id;
    worker.AwaitCalls(10);
  }
  const auto worked = worker.Stop();
  if (worked) std::cout << "5 rotations, and no call failed\n";
  return ServiceAccounts(admin).Delete(robot->id).and_then([&] { return worked; });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: token_rotation URL\n";
    return 2;
  }
  const auto done = Run(argv[1]);
  if (!done) std::cerr << done.error().ToString() << "\n";
  return done ? 0 : 1;
}
