#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/token_requests.h"
#include "server/domain/built_in_roles.h"
#include "server/domain/issued_tokens.h"
#include "server/domain/token_format.h"
#include "server/domain/token_hash.h"
#include "server/http/router.h"
#include "server/json/writer.h"

// The parts of an authenticated request, and the whole of one, without a socket.
namespace grafake::bench {
namespace {

using namespace grafake::server;

void BM_ParseToken(benchmark::State& state) {
  const std::string token = NewPrefixedToken();
  for (auto _ : state) benchmark::DoNotOptimize(ParseToken(token));
}
BENCHMARK(BM_ParseToken);

void BM_Checksum(benchmark::State& state) {
  const std::string token = NewPrefixedToken();
  for (auto _ : state) benchmark::DoNotOptimize(TokenChecksum(token));
}
BENCHMARK(BM_Checksum);

void BM_Digest(benchmark::State& state) {
  const auto token = ParseToken(NewPrefixedToken());
  for (auto _ : state) benchmark::DoNotOptimize(TokenDigest(*token));
}
BENCHMARK(BM_Digest);

// So many tokens, looked up by all threads.
struct Known {
  explicit Known(std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
      digests.push_back(Sha256Of(std::to_string(i)));
      issued.Keep(digests.back(), {.id = i + 1, .org_id = 1, .account_id = 1}, "", 0);
    }
  }
  IssuedTokens issued;
  std::vector<Sha256> digests;
};

void BM_LookUp(benchmark::State& state) {
  static std::unique_ptr<Known> known;
  if (state.thread_index() == 0) known = std::make_unique<Known>(state.range(0));
  std::size_t next = static_cast<std::size_t>(state.thread_index()) * 104'729;
  for (auto _ : state) {
    next = (next + 7919) % static_cast<std::size_t>(state.range(0));
    benchmark::DoNotOptimize(known->issued.Find(known->digests[next]));
  }
}
BENCHMARK(BM_LookUp)->RangeMultiplier(10)->Range(1000, 1'000'000)->ThreadRange(1, 8);

void BM_PermissionCheck(benchmark::State& state) {
  PermissionSet set;
  AddBasicRole(set, Role::kAdmin, DefaultRelease().roles, {.service_accounts = true});
  const std::vector<std::string> target{"serviceaccounts:id:42"};
  for (auto _ : state) benchmark::DoNotOptimize(set.Covers("serviceaccounts:read", target));
}
BENCHMARK(BM_PermissionCheck);

void BM_PrintJson(benchmark::State& state) {
  for (auto _ : state) {
    JsonWriter json;
    json.BeginObject().Member("id", 1).Member("name", "Main Org.").Key("address").BeginObject();
    for (const char* key : {"address1", "address2", "city", "zipCode", "state", "country"}) json.Member(key, "");
    json.EndObject().EndObject();
    benchmark::DoNotOptimize(json.Take());
  }
}
BENCHMARK(BM_PrintJson);

void BM_Routing(benchmark::State& state) {
  Router router;
  for (const char* path : {"/api/org/", "/api/org/users", "/api/serviceaccounts/search", "/api/serviceaccounts/:id",
                           "/api/serviceaccounts/:id/tokens", "/api/serviceaccounts/:id/tokens/:tokenId"}) {
    router.Add({"GET", path, {}, {}});
  }
  for (auto _ : state) benchmark::DoNotOptimize(router.Find("GET", "/api/serviceaccounts/42/tokens"));
}
BENCHMARK(BM_Routing);

void BM_WholeRequest(benchmark::State& state) {
  static std::unique_ptr<TokenRequests> requests;
  if (state.thread_index() == 0) requests = std::make_unique<TokenRequests>();
  for (auto _ : state) benchmark::DoNotOptimize(requests->Answer());
}
BENCHMARK(BM_WholeRequest)->ThreadRange(1, 8);

}  // namespace
}  // namespace grafake::bench
