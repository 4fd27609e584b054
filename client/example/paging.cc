// All service accounts, page after page, as a range; and the tokens of each that expire.
// Usage: paging http://127.0.0.1:3000/   (as admin, password admin)
#include <grafake/service_accounts.h>
#include <grafake/tokens.h>

#include <iostream>

using namespace grafake;

namespace {

Result<void> MakeSome(const ServiceAccounts& accounts, int count) {
  for (int i = 0; i < count; ++i) {
    const auto made = accounts.Create({.name = "paged " + std::to_string(i), .role = "Viewer"});
    if (!made) return tl::unexpected(made.error());
  }
  return {};
}

// The next page is fetched when the range gets there. A page that fails is the last element.
Result<int> ListAndDelete(const ServiceAccounts& accounts, const Tokens& tokens) {
  std::vector<std::int64_t> found;
  for (const Result<ServiceAccount>& account : accounts.All("paged", /*per_page=*/10)) {
    if (!account) return tl::unexpected(account.error());
    const auto list = tokens.List(account->id);
    if (!list) return tl::unexpected(list.error());
    for (const Token& token : *list) {
      if (token.expiration) std::cout << account->name << ": " << token.name << " ends " << *token.expiration << "\n";
    }
    found.push_back(account->id);
  }
  // Only afterwards: whoever deletes while the pages are read moves those that follow to earlier pages.
  for (const std::int64_t id : found) {
    const auto deleted = accounts.Delete(id);
    if (!deleted) return tl::unexpected(deleted.error());
  }
  return static_cast<int>(found.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: paging URL\n";
    return 2;
  }
  const Client admin({.url = argv[1], .credentials = Password{"admin", Secret("admin")}});
  const ServiceAccounts accounts(admin);
  constexpr int kCount = 25;
  const auto listed = MakeSome(accounts, kCount).and_then([&] { return ListAndDelete(accounts, Tokens(admin)); });
  if (!listed) {
    std::cerr << listed.error().ToString() << "\n";
    return 1;
  }
  std::cout << *listed << " service accounts on 3 pages\n";
  return *listed == kCount ? 0 : 1;
}
