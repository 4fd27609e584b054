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

// Calls until it is told to stop. A request that was under way with the old token when that was deleted is answered
// 401; the client then asks the source again and repeats the request with the new one, so no call fails.
struct Worker {
  explicit Worker(const Client& client)
      : thread([this, org = CurrentOrg(client)](const std::stop_token& stop) {
          while (!stop.stop_requested()) org.Get() ? ++calls : ++failures;
        }) {}

  std::atomic<int> calls = 0, failures = 0;
  std::jthread thread;
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
  }
  worker.thread.request_stop();
  worker.thread.join();
  std::cout << "5 rotations during " << worker.calls << " calls; failed: " << worker.failures << "\n";
  const auto deleted = ServiceAccounts(admin).Delete(robot->id);
  if (!deleted) return deleted;
  if (worker.failures != 0) return tl::unexpected(Error{.message = "a rotation was noticed"});
  return {};
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
