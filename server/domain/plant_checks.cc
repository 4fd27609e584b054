#include "server/domain/plant_checks.h"

#include <algorithm>

namespace grafake::server {
namespace {

constexpr std::size_t kPasswordHashLength = 100;

[[noreturn]] void RefuseMember(const std::string& where, std::string why) {
  throw PlantError{where, std::move(why), "", {}};
}

void RequireWord(const std::string& where, std::int64_t id, const char* member, const std::string& word) {
  if (id == 0 && word.empty()) RefuseMember(where, std::string(member) + " is empty");
}

bool IsPasswordHash(const std::string& hash) {
  return hash.size() == kPasswordHashLength && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
}

void CheckUser(const PlantedUser& user) {
  if (user.exact.id != 0) return;
  if (user.login.empty() && user.email.empty()) RefuseMember(user.where, "login is empty, and there is no email");
  if (!user.password_hash.empty() && !IsPasswordHash(user.password_hash))
    RefuseMember(user.where, "password_hash is not one of a password: expected 100 hex digits, as a state tells them");
}

void CheckToken(const PlantedToken& token) { RequireWord(token.where, token.id, "name", token.name); }

void CheckAccount(const PlantedAccount& account) {
  RequireWord(account.where, account.exact.id, "name", account.name);
  for (const PlantedToken& token : account.tokens) CheckToken(token);
}

void CheckDataSource(const PlantedDataSource& source) {
  RequireWord(source.where, source.id, "name", source.wish.name);
  RequireWord(source.where, source.id, "type", source.wish.type);
  RequireWord(source.where, source.id, "access", source.wish.access);
}

}  // namespace

void CheckPlants(const Plants& plants) {
  std::ranges::for_each(plants.users, CheckUser);
  for (const PlantedTeam& team : plants.teams) RequireWord(team.where, team.exact.id, "name", team.name);
  std::ranges::for_each(plants.accounts, CheckAccount);
  for (const PlantedKey& key : plants.keys) CheckToken(key.token);
  std::ranges::for_each(plants.data_sources, CheckDataSource);
  for (const PlantedPlaylist& playlist : plants.playlists)
    RequireWord(playlist.where, playlist.row.id, "name", playlist.row.name);
}

}  // namespace grafake::server
