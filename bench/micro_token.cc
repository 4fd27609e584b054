#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "server/domain/access.h"
#include "server/domain/accounts.h"
#include "server/domain/token_sign_in.h"
#include "server/domain/tokens.h"
#include "server/instance.h"
#include "server/storage/org_store.h"

namespace grafake::bench {
namespace {

using namespace grafake::server;

// The part of an Instance that knows tokens, with so many of them in use.
struct World {
  explicit World(std::int64_t count) {
    (void)orgs.Insert("Main Org.", ToTimestamp(SystemTime()));
    const std::int64_t account = accounts.Create(1, {.name = "bot"}, Role::kAdmin)->id;
    for (std::int64_t i = 0; i < count; ++i) {
      secrets.push_back(tokens.Create({.org_id = 1, .account_id = account, .name = std::to_string(i)})->secret);
      (void)sign_in.SignIn(secrets.back());
    }
  }

  Database database{""};
  AccountStore account_store{database};
  ApiKeyStore keys{database};
  OrgStore orgs{database};
  PermissionStore permissions{database};
  UserStore users{database};
  Access access{permissions, DefaultRelease().roles, {.service_accounts = true}};
  Identities identities{users, access, SystemTime, std::chrono::seconds(0)};
  IssuedTokens issued;
  Accounts accounts{account_store, identities, SystemTime, {}, AccountCreation::kAsMembersCome};
  Tokens tokens{keys, SystemTime, {}};
  TokenSignIn sign_in{keys, access, identities, issued, SystemTime, TokenHash::kSha256};
  std::vector<std::string> secrets;
};

void BM_TokenSignIn(benchmark::State& state) {
  World world(state.range(0));
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(world.sign_in.SignIn(world.secrets[next]));
    next = (next + 7919) % world.secrets.size();
  }
  state.SetLabel("parse, checksum, digest, look-up, identity");
}
BENCHMARK(BM_TokenSignIn)->Arg(1)->Arg(1000)->Arg(10000);

}  // namespace
}  // namespace grafake::bench
