// The life of a token: make a service account, give it a token, use the token, rotate it, delete all.
// Usage: token_life http://127.0.0.1:3000/
#include <grafake/current_org.h>
#include <grafake/service_accounts.h>
#include <grafake/tokens.h>

#include <iostream>

namespace {

using namespace grafake;

// Where a real program would write the token to its vault; here it is used at once.
Result<void> Use(const std::string& url, const CreatedToken& token) {
  const Client robot({.url = url, .credentials = AccessToken{token.secret}});
  return CurrentOrg(robot).Get().map([&](const Organization& org) {
    std::cout << "the token '" << token.name << "' works in '" << org.name << "'\n";
  });
}

Result<void> LiveAndDie(const Client& admin, const std::string& url) {
  const ServiceAccounts accounts(admin);
  const Tokens tokens(admin);
  const auto account = accounts.Create({.name = "example", .role = "Viewer"});
  if (!account) return tl::unexpected(account.error());
  const auto first = tokens.CreateTokenOnce(account->id, {.name = "first", .seconds_to_live = 3600});
  if (!first) return tl::unexpected(first.error());
  const auto second = tokens.Rotate(account->id, first->id, {.name = "second", .seconds_to_live = 3600},
                                    [&](const CreatedToken& token) { return Use(url, token); });
  if (!second) return tl::unexpected(second.error());
  return accounts.Delete(account->id);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: token_life URL\n";
    return 2;
  }
  const Client admin({.url = argv[1], .credentials = Password{"admin", Secret("admin")}});
  const auto done = LiveAndDie(admin, argv[1]);
  if (!done) {
    std::cerr << done.error().ToString() << "\n";
    return 1;
  }
  return 0;
}
