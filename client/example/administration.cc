// An org with a user and a team, and a service account in that org.
// Usage: administration http://127.0.0.1:3000/   (as admin, password admin)
#include <grafake/orgs.h>
#include <grafake/service_accounts.h>
#include <grafake/teams.h>
#include <grafake/users.h>

#include <iostream>

using namespace grafake;

namespace {

class Town {
 public:
  explicit Town(std::string url)
      : url_(std::move(url)), admin_({.url = url_, .credentials = Password{"admin", Secret("admin")}}) {}

  Result<void> Build() {
    return Orgs(admin_).Create("Harbour").and_then([&](std::int64_t org) { return Settle(org); });
  }

 private:
  Result<void> Settle(std::int64_t org) {
    const auto user = Users(admin_).Create({.login = "pilot", .password = Secret("a long password"), .org_id = org});
    if (!user) return tl::unexpected(user.error());
    const auto promoted = Orgs(admin_).SetRole(org, *user, "Editor");
    if (!promoted) return promoted;
    const auto team = MakeTeam(org, *user);
    if (!team) return team;
    const auto deleted = Users(admin_).Delete(*user);
    if (!deleted) return deleted;
    return Orgs(admin_).Delete(org);
  }

  // Teams and service accounts belong to the org of the caller: org_id says for which org the admin calls.
  Result<void> MakeTeam(std::int64_t org, std::int64_t user) {
    const Client harbour({.url = url_, .credentials = Password{"admin", Secret("admin")}, .org_id = org});
    const auto team = Teams(harbour).Create({.name = "pilots", .email = "pilots@example.org"});
    if (!team) return tl::unexpected(team.error());
    const auto added = Teams(harbour).AddMember(*team, user);
    if (!added) return added;
    const auto members = Teams(harbour).Members(*team);
    if (!members) return tl::unexpected(members.error());
    for (const TeamMember& member : *members) std::cout << "pilots: " << member.login << "\n";
    const auto robot = ServiceAccounts(harbour).Create({.name = "crane", .role = "Editor"});
    if (!robot) return tl::unexpected(robot.error());
    std::cout << robot->login << " works in org " << robot->org_id << "\n";
    return ServiceAccounts(harbour).Delete(robot->id);
  }

  std::string url_;
  Client admin_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: administration URL\n";
    return 2;
  }
  const auto done = Town(argv[1]).Build();
  if (!done) std::cerr << done.error().ToString() << "\n";
  return done ? 0 : 1;
}
