#include "grafake/tokens.h"

#include <algorithm>

#include "src/call.h"
#include "src/deletions.h"

namespace grafake {
namespace {

std::string TokensPath(std::int64_t account_id) {
  return "/api/serviceaccounts/" + std::to_string(account_id) + "/tokens";
}

Token TokenOf(const Json& object) {
  return {.id = Id(object),
          .name = Member<std::string>(object, "name"),
          .created = Member<std::string>(object, "created"),
          .expiration = OptionalText(object, "expiration"),
          .last_used = OptionalText(object, "lastUsedAt"),
          .has_expired = Member<bool>(object, "hasExpired"),
          .is_revoked = Member<bool>(object, "isRevoked")};
}

CreatedToken CreatedTokenOf(const Json& object) {
  return {Id(object), Member<std::string>(object, "name"), Secret(object.at("key").get<std::string>())};
}

}  // namespace

Result<std::vector<Token>> Tokens::List(std::int64_t account_id, const CallOptions& options) const {
  return SendAndRead(*transport_, {"GET", TokensPath(account_id), {}}, options, ListOf(TokenOf));
}

Result<CreatedToken> Tokens::Create(std::int64_t account_id, const NewToken& token, const CallOptions& options) const {
  Json body{{"name", token.name}};
  if (token.seconds_to_live != 0) body["secondsToLive"] = token.seconds_to_live;
  return SendAndRead(*transport_, {"POST", TokensPath(account_id), body}, options, CreatedTokenOf);
}

Result<void> Tokens::Delete(std::int64_t account_id, std::int64_t token_id, const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  const std::string path = TokensPath(account_id) + "/" + std::to_string(token_id);
  Result<void> deleted = SendAndConfirm(*transport_, {"DELETE", path, {}}, all);
  if (deleted || !MayBeDoneBefore(deleted.error())) return deleted;
  const auto left = List(account_id, all);
  if (!left) return deleted;
  if (std::ranges::none_of(*left, [&](const Token& token) { return token.id == token_id; })) return {};
  return tl::unexpected(NotDeleted(std::move(deleted.error())));
}

}  // namespace grafake
