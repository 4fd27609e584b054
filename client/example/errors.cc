// What to do about each kind of error.
// Usage: errors http://127.0.0.1:3000/   (as admin, password admin)
#include <grafake/service_accounts.h>
#include <grafake/tokens.h>

#include <iostream>

using namespace grafake;

namespace {

// What a program can do about it; ToString() is fit for a log and never has a secret.
std::string Advice(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kRefused:
      if (error.status == 401) return "the credentials are wrong: get others";
      if (error.status == 403) return "the caller may not do that: give it the role";
      if (error.status == 404) return "it is not there: make it, or be content";
      return "the request is at fault, or Grafana: read the message";
    case ErrorKind::kNotReached:
      return "nothing was changed: check URL and network, try later";
    case ErrorKind::kTimedOut:
      return "nothing was changed: try later, or give it more time";
    case ErrorKind::kCancelled:
      return "nothing was changed: this program stopped the call";
    case ErrorKind::kUnreadable:
      return "the answer is not Grafana's: is there something in between?";
    case ErrorKind::kOutcomeUnknown:
      return "it may have been carried out: look before you repeat it";
    case ErrorKind::kNotTrusted:
      return "nothing was sent: name the right authority by Tls::TrustOnly, or the server is an impostor";
    case ErrorKind::kMisused:
      return "mend the program: nothing was sent";
  }
  return "";
}

// True when the call fails with this kind, as each call here is made to do.
template <class T>
bool Fails(const char* what, ErrorKind kind, const Result<T>& result) {
  if (result) {
    std::cerr << what << ": succeeded\n";
    return false;
  }
  std::cout << what << ": " << result.error().ToString() << "\n  → " << Advice(result.error()) << "\n";
  return result.error().kind == kind;
}

// A creation whose answer is lost is kOutcomeUnknown, and is never repeated by the client. For a token there is a call
// that finds out: it deletes the token whose secret nobody saw, and makes it anew. For accounts, look by name.
Result<ServiceAccount> CreateOnce(const ServiceAccounts& accounts, const std::string& name) {
  auto made = accounts.Create({.name = name, .role = "Viewer"});
  if (made || made.error().kind != ErrorKind::kOutcomeUnknown) return made;
  const auto found = accounts.FindByName(name);
  if (found && *found) return **found;
  return made;
}

bool Run(const std::string& url) {
  const Client admin({.url = url, .credentials = Password{"admin", Secret("admin")}});
  const Client stranger({.url = url, .credentials = AccessToken{Secret("glsa_wrong")}});
  const Client nowhere({.url = "http://127.0.0.1:1/", .retry = {.most_attempts = 2}});
  const Client mistaken({.url = "ftp://example.org/"});
  const auto robot = CreateOnce(ServiceAccounts(admin), "errors");
  if (!robot) return Fails("making the account", ErrorKind::kRefused, robot) && false;
  const auto token = Tokens(admin).CreateTokenOnce(robot->id, {.name = "errors"});
  const bool all = token && Fails("a wrong token", ErrorKind::kRefused, ServiceAccounts(stranger).Get(robot->id)) &&
                   Fails("an unknown account", ErrorKind::kRefused, ServiceAccounts(admin).Get(999'999)) &&
                   Fails("nobody listens", ErrorKind::kNotReached, ServiceAccounts(nowhere).Get(1)) &&
                   Fails("no time at all", ErrorKind::kTimedOut,
                         ServiceAccounts(admin).Get(robot->id, {.timeout = std::chrono::milliseconds(0)})) &&
                   Fails("a wrong URL", ErrorKind::kMisused, ServiceAccounts(mistaken).Get(1));
  return ServiceAccounts(admin).Delete(robot->id).has_value() && all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: errors URL\n";
    return 2;
  }
  return Run(argv[1]) ? 0 : 1;
}
