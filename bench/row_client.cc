#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/StreamCopier.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <stdexcept>

#include "bench/allocations.h"
#include "bench/rows.h"
#include "bench/token_load.h"
#include "grafake/current_org.h"

namespace grafake::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Call = std::function<void()>;  // throws when the answer is wrong

constexpr int kCountedCalls = 1000;
constexpr std::chrono::milliseconds kDeadline{50};
constexpr int kDeadlines = 20;

// The request as POCO's client sends it, over one session.
Call BareCall(const TargetUrl& target, const std::string& authorization) {
  auto session = std::make_shared<Poco::Net::HTTPClientSession>(target.host, target.port);
  session->setKeepAlive(true);
  return [session, authorization] {
    Poco::Net::HTTPRequest request("GET", "/api/org", "HTTP/1.1");
    request.set("Authorization", authorization);
    request.set("Accept", "application/json");
    session->sendRequest(request);
    Poco::Net::HTTPResponse response;
    std::string body;
    Poco::StreamCopier::copyToString(session->receiveResponse(response), body);
    if (response.getStatus() != Poco::Net::HTTPResponse::HTTP_OK) throw std::runtime_error("a bare call was refused");
  };
}

Call ClientCall(const Client& client) {
  return [current = CurrentOrg(client)] {
    if (const auto org = current.Get(); !org) throw std::runtime_error("a client call: " + org.error().ToString());
  };
}

// Calls a second by so many threads, each with a call of its own.
double Rate(int threads, std::chrono::milliseconds duration, const std::function<Call()>& make) {
  std::atomic<std::uint64_t> calls = 0;
  const auto begin = Clock::now();
  std::vector<std::future<void>> running;
  for (int i = 0; i < threads; ++i)
    running.push_back(std::async(std::launch::async, [&] {
      const Call call = make();
      for (; Clock::now() - begin < duration; ++calls) call();
    }));
  for (auto& run : running) run.get();
  return static_cast<double>(calls) / std::chrono::duration<double>(Clock::now() - begin).count();
}

double AllocationsOf(const Call& call) {
  call();
  const std::uint64_t before = AllocationsSoFar().count;
  for (int i = 0; i < kCountedCalls; ++i) call();
  return static_cast<double>(AllocationsSoFar().count - before) / kCountedCalls;
}

// How long the worst of some calls to a server that never answers goes on after its deadline, in ms.
double WorstDelay() {
  const Poco::Net::ServerSocket silent(Poco::Net::SocketAddress("127.0.0.1", 0), kDeadlines);
  const CurrentOrg current(Client({.url = "http://" + silent.address().toString() + "/"}));
  double worst = 0;
  for (int i = 0; i < kDeadlines; ++i) {
    const auto begin = Clock::now();
    static_cast<void>(current.Get({.timeout = kDeadline}));
    worst = std::max(worst, std::chrono::duration<double, std::milli>(Clock::now() - begin - kDeadline).count());
  }
  return worst;
}

}  // namespace

std::vector<Row> MeasureClient(const RowSettings& settings) {
  TokenLoad load(settings.server, "");
  const TargetUrl& target = load.server().target();
  const std::string authorization = load.world().AdminToken();
  const Client client({.url = "http://" + target.host + ":" + std::to_string(target.port) + "/",
                       .credentials = AccessToken{Secret(authorization.substr(authorization.find(' ') + 1))}});
  const auto bare = [&] { return BareCall(target, authorization); };
  const auto ours = [&] { return ClientCall(client); };
  std::vector<Row> rows;
  for (const int threads : {1, 8}) {
    Row row{.what = "GET /api/org by grafake::client, " + std::to_string(threads) +
                    (threads == 1 ? " thread" : " threads") + ", against bare POCO client sessions",
            .unit = "calls/s",
            .target = 1 / 1.15};
    Alternate(
        row, settings.slices, [&] { return Rate(threads, settings.slice, ours); },
        [&] { return Rate(threads, settings.slice, bare); });
    rows.push_back(std::move(row));
  }
  rows.push_back({.what = "allocations of a call by grafake::client, against a bare POCO client session",
                  .unit = "allocations",
                  .target = {},
                  .ours = {AllocationsOf(ours())},
                  .baseline = {AllocationsOf(bare())}});
  rows.push_back(
      {.what = "a call to a server that never answers, beyond its deadline, the worst of " + std::to_string(kDeadlines),
       .unit = "ms",
       .target = 50,
       .sense = Sense::kAtMost,
       .ours = {WorstDelay()}});
  return rows;
}

}  // namespace grafake::bench
