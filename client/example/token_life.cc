// The life of a token: make a service account, give it a token, use the token, list, delete.
// Usage: token_life http://127.0.0.1:3000/
#include <grafake/client.h>

#include <iostream>

namespace {

using namespace grafake;

Result<void> LiveAndDie(Client& admin, const std::string& url) {
  const auto account = admin.CreateServiceAccount({.name = "example", .role = "Viewer"});
  if (!account) return tl::unexpected(account.error());
  const auto token = admin.CreateToken(account->id, {.name = "first", .seconds_to_live = 3600});
  if (!token) return tl::unexpected(token.error());

  Client robot({.url = url, .credentials = AccessToken{token->secret}});
  const auto org = robot.GetOrg();
  if (!org) return tl::unexpected(org.error());
  std::cout << "the token works in '" << org->name << "'\n";

  const auto tokens = admin.ListTokens(account->id);
  if (!tokens) return tl::unexpected(tokens.error());
  std::cout << account->name << " has " << tokens->size() << " token\n";
  return admin.DeleteServiceAccount(account->id);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: token_life URL\n";
    return 2;
  }
  Client admin({.url = argv[1], .credentials = Password{"admin", Secret("admin")}});
  const auto done = LiveAndDie(admin, argv[1]);
  if (!done) {
    std::cerr << done.error().ToString() << "\n";
    return 1;
  }
  return 0;
}
