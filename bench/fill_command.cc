#include "bench/fill_command.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>

#include <cstdio>

#include "server/domain/token_format.h"
#include "server/domain/token_hash.h"

namespace grafake::bench {
namespace {

using namespace Poco::Data::Keywords;

constexpr const char* kNow = "2026-01-01 00:00:00";

// The id of the first of them.
Poco::Int64 AddAccounts(Poco::Data::Session& session, int count) {
  Poco::Int64 first = 0;
  for (int i = 0; i < count; ++i) {
    std::string login = "sa-filled-" + std::to_string(i);
    session << "INSERT INTO user (version, login, email, name, org_id, is_admin, created, updated, last_seen_at,"
               " is_disabled, is_service_account) VALUES (0, ?, ?, ?, 1, 0, ?, ?, ?, 0, 1)",
        use(login), use(login), bind("filled-" + std::to_string(i)), bind(kNow), bind(kNow), bind(kNow), now;
    Poco::Int64 id = 0;
    session << "SELECT last_insert_rowid()", into(id), now;
    if (i == 0) first = id;
    session << "INSERT INTO org_user (org_id, user_id, role, created, updated) VALUES (1, ?, 'Viewer', ?, ?)", use(id),
        bind(kNow), bind(kNow), now;
  }
  return first;
}

void AddTokens(Poco::Data::Session& session, Poco::Int64 account, int count, int print) {
  std::string name;
  std::string hash;
  Poco::Data::Statement insert(session);
  insert << "INSERT INTO api_key (org_id, name, key, role, created, updated, expires, service_account_id)"
            " VALUES (1, ?, ?, 'Viewer', ?, ?, NULL, ?)",
      use(name), use(hash), bind(kNow), bind(kNow), use(account);
  for (int i = 0; i < count; ++i) {
    const std::string token = server::NewPrefixedToken();
    name = "filled-" + std::to_string(i);
    hash = server::StoredHash(*server::ParseToken(token), server::TokenHash::kSha256);
    insert.execute();
    if (i < print) std::puts(token.c_str());
  }
}

}  // namespace

void RunFillCommand(const FillCommand& command) {
  Poco::Data::SQLite::Connector::registerConnector();
  Poco::Data::Session session("SQLite", command.data + "/grafana.db");
  session.begin();
  AddTokens(session, AddAccounts(session, command.accounts), command.tokens, command.print);
  session.commit();
}

}  // namespace grafake::bench
