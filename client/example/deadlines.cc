// How long a call may take: a client's time, a call's, the deadline of a job of several calls, and a stop from outside.
// Usage: deadlines http://127.0.0.1:3000/   (as admin, password admin)
#include <grafake/service_accounts.h>

#include <chrono>
#include <iostream>
#include <thread>

using namespace grafake;
using namespace std::chrono_literals;

namespace {

// Grafana answers on this address never: packets to it are lost (RFC 5737).
constexpr const char* kNowhere = "http://192.0.2.1/";

// Every call of the job ends at the same time, however many there are; retries and their waits are within it.
Result<void> Job(const Client& client) {
  const CallOptions options{.deadline = std::chrono::steady_clock::now() + 10s};
  const ServiceAccounts accounts(client);
  const auto made = accounts.Create({.name = "deadlines", .role = "Viewer"}, options);
  if (!made) return tl::unexpected(made.error());
  return accounts.Delete(made->id, options);
}

Result<ServiceAccount> OneCall() {
  const Client client({.url = kNowhere, .timeout = 30s});
  return ServiceAccounts(client).Get(1, {.timeout = 200ms});
}

// A call ends at once when its stop token is stopped, by any thread: on shutdown, or when the user gives up.
Result<ServiceAccount> StoppedCall() {
  std::stop_source shutdown;
  const std::jthread user([&] {
    std::this_thread::sleep_for(100ms);
    shutdown.request_stop();
  });
  return ServiceAccounts(Client({.url = kNowhere})).Get(1, {.stop = shutdown.get_token()});
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: deadlines URL\n";
    return 2;
  }
  const auto job = Job(Client({.url = argv[1], .credentials = Password{"admin", Secret("admin")}}));
  if (!job) std::cerr << job.error().ToString() << "\n";
  const auto late = OneCall();
  const auto stopped = StoppedCall();
  if (!job || late || stopped) return 1;
  std::cout << late.error().ToString() << "\n" << stopped.error().ToString() << "\n";
  return 0;
}
