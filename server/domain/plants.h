#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/data_sources.h"
#include "server/domain/document_levels.h"
#include "server/domain/roles.h"
#include "server/domain/token_format.h"
#include "server/storage/document_store.h"
#include "server/storage/playlist_store.h"
#include "server/storage/team_store.h"
#include "server/storage/timestamp.h"

namespace grafake::server {

// What a test wants to be there. `where` is how messages name it: "users[0]".

// What one was elsewhere, to become the same here.
struct ExactRow {
  std::int64_t id = 0;               // 0: the next
  std::string uid;                   // empty: one is made, or none with an id
  std::optional<Timestamp> created;  // none: now
};

struct PlantedOrg {
  std::string where;
  std::string name;
  ExactRow exact = {};
};

struct PlantedUser {
  std::string where;
  std::string login;
  std::string email;  // empty: the login
  std::string name;
  std::string password;                            // empty: he has none
  std::vector<std::pair<std::string, Role>> orgs;  // by name, the first is his current one; empty: where new users go
  bool grafana_admin = false;
  bool disabled = false;
  bool kept = false;     // one of that login stays as he is
  bool nowhere = false;  // he is in no org, whatever the rules say
  ExactRow exact = {};
  std::string password_hash = {};  // beside no password
  std::string password_salt = {};
  std::optional<Timestamp> last_seen = {};
  std::string theme = {};
};

struct PlantedTeam {
  struct Member {
    std::string login;
    TeamLevel level = TeamLevel::kMember;
  };
  std::string where;
  std::string name;
  std::string email;
  std::string org;  // empty: the main one
  std::vector<Member> members;
  ExactRow exact = {};
};

// Of a service account, or an API key of its own.
struct PlantedToken {
  std::string where;
  std::string name;
  std::string secret;                // empty: it is made
  std::optional<Timestamp> created;  // none: now, or as early as what is told of it
  std::optional<Timestamp> expires;
  std::optional<Timestamp> last_used;
  std::int64_t id = 0;    // 0: the next
  std::string hash = {};  // as it is stored, beside no secret
};

struct PlantedAccount {
  std::string where;
  std::string name;
  std::string org;  // empty: the main one
  Role role = Role::kViewer;
  bool disabled = false;
  bool kept = false;  // one of that name in the org gets this role and these tokens
  std::vector<PlantedToken> tokens = {};
  ExactRow exact = {};
  std::string login = {};  // empty: made from the name
};

struct PlantedKey {
  PlantedToken token;
  std::string org;  // empty: the main one
  Role role = Role::kViewer;
};

struct PlantedDataSource {
  std::string where;
  std::string org;  // empty: the main one
  DataSourceWish wish;
  std::int64_t id = 0;                             // 0: the next
  std::map<std::string, std::string> sealed = {};  // secrets as they are stored, beside an id
};

struct PlantedPlaylist {
  std::string where;
  std::string org;  // empty: the main one
  PlaylistRow row;  // but its org; ids of 0 are the next
};

// What somebody may do with a folder or dashboard.
struct PlantedShare {
  DocumentGrant::To to = DocumentGrant::To::kUser;
  std::string holder;  // a login, also of a service account; a team's name; "Viewer"
  DocumentLevel level = DocumentLevel::kView;
};

// A folder or a dashboard.
struct PlantedDocument {
  std::string where;
  std::string org;     // empty: the main one
  std::string folder;  // that a dashboard is in: its uid or title; empty: in none
  std::string title;
  std::string source;  // of a dashboard: JSON, checked, which tells title and uid; with an id as it is stored
  std::optional<std::vector<PlantedShare>> permissions;  // none: as when somebody makes it
  std::vector<std::string> stars = {};                   // logins
  std::string created_by = {};                           // a login; empty: nobody whose name is known
  std::string message = {};                              // of its version
  // The uid of a folder. Beside its id:
  ExactRow exact = {};
  std::int64_t version = 1;
  std::string updated_by = {};
  std::optional<Timestamp> updated = {};  // none: when it was created
};

struct Plants {
  bool replace = false;  // nothing else is there afterwards
  std::vector<PlantedOrg> orgs;
  std::vector<PlantedUser> users;
  std::vector<PlantedTeam> teams;
  std::vector<PlantedAccount> accounts;
  std::vector<PlantedKey> keys;
  std::vector<PlantedDataSource> data_sources = {};
  std::vector<PlantedPlaylist> playlists = {};
  std::vector<PlantedDocument> folders = {};
  std::vector<PlantedDocument> dashboards = {};
};

// What has become of one, in their order: its id and what it can be reached by.
struct Planted {
  std::int64_t id = 0;
  std::string uid;     // empty: it has none
  std::string login;   // of users and accounts
  std::string secret;  // of tokens and keys
  std::vector<Planted> tokens;
};

struct PlantedAll {
  std::vector<Planted> orgs;
  std::vector<Planted> users;
  std::vector<Planted> teams;
  std::vector<Planted> accounts;
  std::vector<Planted> keys;
  std::vector<Planted> data_sources;
  std::vector<Planted> playlists;
  std::vector<Planted> folders;
  std::vector<Planted> dashboards;
};

// Why something cannot be there.
struct PlantError {
  std::string where;
  std::string why;                 // "login \"ada\" is in use"
  std::string word;                // that nothing goes by; empty: it is not for that
  std::vector<std::string> words;  // which it might have been
};

}  // namespace grafake::server
