// The first program: is Grafana well? Then a service account, a token for it, and a call with the token.
// Usage: quickstart http://127.0.0.1:3000/   (as admin, password admin)
#include <grafake/current_org.h>
#include <grafake/server_info.h>
#include <grafake/service_accounts.h>
#include <grafake/tokens.h>

#include <iostream>

using namespace grafake;

namespace {

// Each step hands its value to the next; the first error is the result.
Result<void> Run(const std::string& url) {
  const Client admin({.url = url, .credentials = Password{"admin", Secret("admin")}});

  const auto health = ServerInfo(admin).GetHealth();
  if (!health) return tl::unexpected(health.error());
  std::cout << "Grafana " << health->version << ", database " << health->database << "\n";

  const auto robot = ServiceAccounts(admin).Create({.name = "quickstart", .role = "Viewer"});
  if (!robot) return tl::unexpected(robot.error());

  // The secret is shown this once: a real program stores it now.
  const auto token = Tokens(admin).CreateTokenOnce(robot->id, {.name = "quickstart", .seconds_to_live = 3600});
  if (!token) return tl::unexpected(token.error());

  const Client as_robot({.url = url, .credentials = AccessToken{token->secret}});
  const auto org = CurrentOrg(as_robot).Get();
  if (!org) return tl::unexpected(org.error());
  std::cout << "the token '" << token->name << "' works in '" << org->name << "'\n";

  return ServiceAccounts(admin).Delete(robot->id);  // with its tokens
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: quickstart URL\n";
    return 2;
  }
  const auto done = Run(argv[1]);
  if (!done) std::cerr << done.error().ToString() << "\n";
  return done ? 0 : 1;
}
