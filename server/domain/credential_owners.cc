#include "server/domain/credential_owners.h"

#include "server/domain/user_lookup.h"

namespace grafake::server {

CredentialOwners::Names CredentialOwners::OfUser(std::int64_t id, std::int64_t org_id) {
  auto row = users_.FindSignedIn(id, org_id);
  return row ? Names{std::move(row->user.login), std::move(row->user.name)} : Names();
}

CredentialOwners::Names CredentialOwners::OfToken(std::string_view token) {
  auto row = tokens_.Look(token);
  if (!row) return {};
  Names names = row->account_id ? OfUser(*row->account_id, row->org_id) : Names();
  names.push_back(std::move(row->name));
  return names;
}

CredentialOwners::Names CredentialOwners::OfPassword(const std::string& login, const std::string& password) {
  const auto user = FindUser(users_, login, lookup_);
  if (!user) return {};
  const auto row = users_.FindPassword(user->id);
  return row && passwords_.Verify(*row, password) ? Names{user->login, user->name} : Names();
}

CredentialOwners::Names CredentialOwners::OfSession(const std::string& token) {
  const auto session = sessions_.Look(token);
  return session ? OfUser(session->user_id, 0) : Names();
}

CredentialOwners::Names CredentialOwners::OfExternal(const ExternalName& named) {
  return named.id ? OfUser(*named.id, 0) : Names{named.login};
}

}  // namespace grafake::server
