#include "server/storage/failing_disk/kept_things.h"

#include <array>
#include <string_view>

#include "server/storage/failing_disk/kept_thing.h"
#include "server/storage/sql.h"

namespace grafake::server {
namespace {

using std::string;

constexpr std::array<std::string_view, 3> kLogins{"ann", "bob", "cay"};
constexpr std::array<const char*, 3> kRoles{"Viewer", "Editor", "Admin"};

const char* RoleFrom(std::mt19937_64& random) { return kRoles[random() % kRoles.size()]; }

struct AccountModel {
  bool there = false;
  bool disabled = false;
  string role, name;
  std::set<string> tokens;

  [[nodiscard]] string Text() const {
    if (!there) return "no account";
    string text = "account " + name + " " + role + (disabled ? " disabled" : "");
    for (const string& token : tokens) text += " " + token;
    return text;
  }
};

class AccountThing : public ModelledThing<AccountModel> {
 public:
  explicit AccountThing(const string& name) : login_("sa-" + name) {}

 private:
  Doing Next(AccountModel& model, std::mt19937_64& random) override {
    if (!model.there) return Insert(model, RoleFrom(random));
    const string token = login_ + "-token" + std::to_string(random() % 3);
    switch (random() % 6) {
      case 0:
        model.role = RoleFrom(random);
        return Update({.role = model.role});
      case 1:
        model.disabled = !model.disabled;
        return Update({.is_disabled = model.disabled});
      case 2:
        model.name = "name" + std::to_string(random() % 100);
        return Update({.name = model.name});
      case 3:
        model = {};
        return [this](OpenStores& stores) { return stores.accounts.Erase(1, Id(stores)); };
      default:
        return model.tokens.erase(token) == 0 ? InsertToken(model, token) : EraseToken(token);
    }
  }
  Doing Insert(AccountModel& model, const string& role) {
    model = {.there = true, .role = role, .name = login_};
    return [this, role](OpenStores& stores) {
      static constexpr std::array<std::string_view, 2> kActions{"serviceaccounts:read", "serviceaccounts:write"};
      return AsDone(stores.accounts.Insert({.name = login_,
                                            .login = login_,
                                            .org_id = 1,
                                            .role = role,
                                            .manager = stores.people[0],
                                            .managing = kActions}));
    };
  }
  Doing Update(const AccountChange& change) {
    return [this, change](OpenStores& stores) { return AsDone(stores.accounts.Update(1, Id(stores), change)); };
  }
  Doing InsertToken(AccountModel& model, const string& token) {
    model.tokens.insert(token);
    return [this, token](OpenStores& stores) {
      return AsDone(stores.keys.Insert(
          {.org_id = 1, .name = token, .hash = "hash of " + token, .role = "Viewer", .account_id = Id(stores)}));
    };
  }
  Doing EraseToken(const string& token) {
    return [this, token](OpenStores& stores) {
      const auto key = stores.keys.FindByName(1, token);
      return stores.keys.Erase(key ? key->id : 0, 1, Id(stores));
    };
  }

  std::optional<AccountRow> Row(OpenStores& stores) {
    auto rows = stores.accounts.List({.org_id = 1, .login_begins = login_, .limit = 2}).rows;
    return rows.size() == 1 ? std::optional(rows[0]) : std::nullopt;
  }
  std::int64_t Id(OpenStores& stores) { return Row(stores).value_or(AccountRow()).id; }
  string Read(OpenStores& stores) override {
    const auto row = Row(stores);
    if (!row) return AccountModel().Text();
    AccountModel found{.there = true, .disabled = row->is_disabled, .role = row->role, .name = row->name};
    for (const ApiKeyRow& key : stores.keys.ListOfAccount(1, row->id)) found.tokens.insert(key.name);
    return found.Text();
  }

  string login_;
};

// Who is in a group, and what he is there.
struct GroupModel {
  bool there = false;
  string name, email;
  std::map<std::int64_t, string> members;

  [[nodiscard]] string Text() const {
    if (!there) return "no group";
    string text = "group " + name + " " + email;
    for (const auto& [id, role] : members) text += " " + std::to_string(id) + ":" + role;
    return text;
  }
};

class TeamThing : public ModelledThing<GroupModel> {
 public:
  explicit TeamThing(string name) : name_(std::move(name)) {}

 private:
  Doing Next(GroupModel& model, std::mt19937_64& random) override {
    const std::int64_t person = 2 + static_cast<std::int64_t>(random() % 2);
    if (!model.there) {
      model = {.there = true, .name = name_, .members = {{1, "Admin"}}};
      return [this](OpenStores& stores) {
        return AsDone(stores.teams.Insert({.org_id = 1, .name = name_}, stores.people[0], {}));
      };
    }
    switch (random() % 5) {
      case 0:
        model = {};
        return [this](OpenStores& stores) { return stores.teams.Erase(1, Id(stores)); };
      case 1:
        model.email = std::to_string(random() % 100);
        return [this, email = model.email](OpenStores& stores) {
          return stores.teams.Update(1, Id(stores), name_, email, {});
        };
      default:
        return model.members.erase(person) == 0 ? Add(model, person) : Remove(person);
    }
  }
  Doing Add(GroupModel& model, std::int64_t person) {
    model.members[person] = "Member";
    return [this, person](OpenStores& stores) {
      return stores.teams.AddMember(1, Id(stores), stores.people[static_cast<std::size_t>(person - 1)],
                                    TeamLevel::kMember, {});
    };
  }
  Doing Remove(std::int64_t person) {
    return [this, person](OpenStores& stores) {
      return stores.teams.RemoveMember(1, Id(stores), stores.people[static_cast<std::size_t>(person - 1)]);
    };
  }

  std::optional<TeamRow> Row(OpenStores& stores) {
    const auto rows = stores.teams.List({.org_id = 1, .name = name_}).rows;
    return rows.size() == 1 ? std::optional(rows[0]) : std::nullopt;
  }
  std::int64_t Id(OpenStores& stores) { return Row(stores).value_or(TeamRow()).id; }
  string Read(OpenStores& stores) override {
    const auto row = Row(stores);
    if (!row) return GroupModel().Text();
    GroupModel found{.there = true, .name = row->name, .email = row->email, .members = {}};
    for (const TeamMemberRow& member : stores.teams.Members(1, row->id, true))
      found.members[member.user_id] = member.level == TeamLevel::kAdmin ? "Admin" : "Member";
    return found.Text();
  }

  string name_;
};

class OrgThing : public ModelledThing<GroupModel> {
 public:
  explicit OrgThing(const string& name) : names_{name, name + " renamed"} {}

 private:
  Doing Next(GroupModel& model, std::mt19937_64& random) override {
    const std::int64_t person = 2 + static_cast<std::int64_t>(random() % 2);
    const string role = RoleFrom(random);
    if (!model.there) {
      model = {.there = true, .name = names_[0], .members = {{1, "Admin"}}};
      return
          [this](OpenStores& stores) { return AsDone(stores.orgs.InsertWithAdmin(names_[0], stores.people[0], {})); };
    }
    switch (random() % 5) {
      case 0:
        model = {};
        return [this](OpenStores& stores) { return stores.orgs.Erase(Id(stores)); };
      case 1:
        model.name = model.name == names_[0] ? names_[1] : names_[0];
        return [this, name = model.name](OpenStores& stores) { return stores.orgs.Rename(Id(stores), name, {}); };
      default:
        return random() % 3 == 0 ? Remove(model, person) : Set(model, person, role);
    }
  }
  Doing Set(GroupModel& model, std::int64_t person, const string& role) {
    const bool is_member = model.members.contains(person);
    model.members[person] = role;
    return [this, person, role, is_member](OpenStores& stores) {
      return is_member ? stores.orgs.SetRole(Id(stores), person, role, {})
                       : stores.orgs.AddMember(Id(stores), person, role, {});
    };
  }
  Doing Remove(GroupModel& model, std::int64_t person) {
    model.members.erase(person);
    return [this, person](OpenStores& stores) { return AsDone(stores.orgs.RemoveMember(Id(stores), person, false)); };
  }

  std::optional<OrgRow> Row(OpenStores& stores) {
    auto first = stores.orgs.FindByName(names_[0]);
    auto second = stores.orgs.FindByName(names_[1]);
    return first && second ? std::nullopt : first ? first : second;
  }
  std::int64_t Id(OpenStores& stores) { return Row(stores).value_or(OrgRow()).id; }
  string Read(OpenStores& stores) override {
    const auto row = Row(stores);
    if (!row) return GroupModel().Text();
    GroupModel found{.there = true, .name = row->name, .email = {}, .members = {}};
    for (const MemberRow& member : stores.orgs.ListMembers({.org_id = row->id, .text = {}, .limit = 9}).rows)
      found.members[member.user_id] = member.role;
    return found.Text();
  }

  std::array<string, 2> names_;
};

struct FolderModel {
  bool there = false;
  std::int64_t version = 0;
  std::map<string, std::int64_t> dashboards;  // and their versions

  [[nodiscard]] string Text() const {
    if (!there) return "no folder";
    string text = "folder in version " + std::to_string(version);
    for (const auto& [uid, own] : dashboards) text += ", " + uid + " in " + std::to_string(own);
    return text;
  }
};

class FolderThing : public ModelledThing<FolderModel> {
 public:
  FolderThing(string uid, std::size_t filler) : uid_(std::move(uid)), filler_(filler) {}

 private:
  Doing Next(FolderModel& model, std::mt19937_64& random) override {
    const string dashboard = Dashboard(random() % kDashboards);
    const auto what = random() % 10;
    if (!model.there || what == 0) {
      model.there = true;
      ++model.version;
      return Save(uid_, true);
    }
    if (what == 1) {
      model = {};
      return [this](OpenStores& stores) { return AsDone(stores.documents.Erase(1, Id(stores, uid_))); };
    }
    if (what == 2 && model.dashboards.erase(dashboard) > 0)
      return [dashboard](OpenStores& stores) { return AsDone(stores.documents.Erase(1, Id(stores, dashboard))); };
    ++model.dashboards[dashboard];
    return Save(dashboard, false);
  }
  Doing Save(const string& uid, bool is_folder) {
    DocumentChange change{.org_id = 1, .is_folder = is_folder, .uid = uid, .title = uid, .slug = uid};
    change.overwrite = true;
    change.text = [this, is_folder](std::int64_t /*id*/, const string& own, std::int64_t version) {
      return is_folder ? own : TextOf(own, version);
    };
    return [this, change](OpenStores& stores) mutable {
      if (!change.is_folder) change.folder_id = Id(stores, uid_);
      return AsDone(stores.documents.Save(change));
    };
  }
  [[nodiscard]] string TextOf(const string& uid, std::int64_t version) const {
    return uid + " " + std::to_string(version) + string(filler_, static_cast<char>('a' + version % 26));
  }
  [[nodiscard]] string Dashboard(std::size_t number) const { return uid_ + "-d" + std::to_string(number); }

  static std::int64_t Id(OpenStores& stores, const string& uid) {
    return stores.documents.FindByUid(1, uid).value_or(DocumentRow()).id;
  }
  string Read(OpenStores& stores) override {
    FolderModel found;
    const auto folder = stores.documents.FindByUid(1, uid_);
    found.there = folder.has_value();
    if (folder) found.version = folder->version;
    for (std::size_t i = 0; i < kDashboards; ++i) {
      const auto row = stores.documents.FindByUid(1, Dashboard(i));
      if (!row) continue;
      found.dashboards[row->uid] = row->version;
      const auto versions = static_cast<std::int64_t>(stores.documents.Versions(row->id, 0, -1).size());
      if (!folder || row->folder_id != folder->id || versions != row->version) return "half a folder";
      if (stores.documents.TextOf(row->id) != TextOf(row->uid, row->version)) return "a text of another version";
    }
    return found.Text();
  }

  static constexpr std::size_t kDashboards = 3;
  string uid_;
  std::size_t filler_;
};

struct Halves {
  const char* name;
  const char* count;
};
constexpr Halves kHalves[] = {
    {"memberships of nobody",
     "SELECT COUNT(*) FROM org_user m WHERE NOT EXISTS (SELECT 1 FROM \"user\" u WHERE u.id = m.user_id)"},
    {"memberships of no org",
     "SELECT COUNT(*) FROM org_user m WHERE NOT EXISTS (SELECT 1 FROM org o WHERE o.id = m.org_id)"},
    {"accounts without an org",
     "SELECT COUNT(*) FROM \"user\" u WHERE u.is_service_account = 1"
     " AND NOT EXISTS (SELECT 1 FROM org_user m WHERE m.user_id = u.id)"},
    {"tokens of no account",
     "SELECT COUNT(*) FROM api_key k WHERE NOT EXISTS (SELECT 1 FROM \"user\" u WHERE u.id = k.service_account_id)"},
    {"members of no team",
     "SELECT COUNT(*) FROM team_member m WHERE NOT EXISTS (SELECT 1 FROM team t WHERE t.id = m.team_id)"},
    {"permissions of no role",
     "SELECT COUNT(*) FROM permission p WHERE NOT EXISTS (SELECT 1 FROM role r WHERE r.id = p.role_id)"},
    {"dashboards in no folder",
     "SELECT COUNT(*) FROM dashboard d WHERE d.folder_id <> 0"
     " AND NOT EXISTS (SELECT 1 FROM dashboard f WHERE f.id = d.folder_id)"},
    {"versions of no dashboard",
     "SELECT COUNT(*) FROM dashboard_version v WHERE NOT EXISTS (SELECT 1 FROM dashboard d WHERE d.id ="
     " v.dashboard_id)"},
};

}  // namespace

OpenStores::OpenStores(Database& of)
    : database(of), accounts(of), keys(of), orgs(of), teams(of), users(of), documents(of) {
  for (const std::string_view login : kLogins) {
    const auto user = users.FindByLogin(string(login));
    if (user) people.push_back(user->id);
  }
}

void PutPeople(Database& database) {
  database.Prepare([&] {
    OrgStore orgs(database);
    UserStore users(database);
    if (!orgs.FindByName("Main Org.")) (void)orgs.Insert("Main Org.", {});
    for (const std::string_view login : kLogins) {
      if (users.FindByLogin(string(login))) continue;
      (void)users.Insert({.login = string(login), .email = string(login), .org_id = 1, .role = "Admin"});
    }
    return Done();
  });
}

std::vector<std::unique_ptr<KeptThing>> MakeThings(const string& name, std::size_t filler) {
  std::vector<std::unique_ptr<KeptThing>> things;
  things.push_back(std::make_unique<AccountThing>("account-" + name));
  things.push_back(std::make_unique<TeamThing>("team-" + name));
  things.push_back(std::make_unique<OrgThing>("org-" + name));
  things.push_back(std::make_unique<FolderThing>("folder-" + name, filler));
  return things;
}

string FindHalves(Database& database) {
  return database.Read([](sql::Session& session) -> string {
    const auto whole = sql::SelectOne<string>(session, "PRAGMA integrity_check");
    if (whole != "ok") return "SQLite finds " + whole.value_or("nothing");
    for (const Halves& halves : kHalves) {
      const auto count = sql::SelectOne<std::int64_t>(session, halves.count).value_or(-1);
      if (count != 0) return std::to_string(count) + " " + halves.name;
    }
    return {};
  });
}

}  // namespace grafake::server
