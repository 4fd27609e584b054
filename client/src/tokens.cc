#include "grafake/tokens.h"

#include <algorithm>

#include "src/call.h"

namespace grafake {
namespace {

constexpr int kMostCreations = 3;

std::string PathOf(std::int64_t account_id) { return "/api/serviceaccounts/" + std::to_string(account_id) + "/tokens"; }

std::optional<std::string> TimeOf(const Json& object, const char* name) {
  std::string time = Member<std::string>(object, name);
  if (time.empty()) return std::nullopt;
  return time;
}

Token TokenOf(const Json& object) {
  return {.id = Id(object),
          .name = Member<std::string>(object, "name"),
          .created = Member<std::string>(object, "created"),
          .expiration = TimeOf(object, "expiration"),
          .last_used = TimeOf(object, "lastUsedAt"),
          .has_expired = Member<bool>(object, "hasExpired"),
          .is_revoked = Member<bool>(object, "isRevoked")};
}

CreatedToken CreatedOf(const Json& object) {
  return {Id(object), Member<std::string>(object, "name"), Secret(object.at("key").get<std::string>())};
}

bool MayExist(const Error& error) {
  const bool done = error.kind == ErrorKind::kUnreadable && error.status / 100 == 2;
  return error.kind == ErrorKind::kOutcomeUnknown || done;
}

// Deletes the tokens of the name; a deletion whose answer was lost shows in the next creation.
Result<void> DeleteNamed(const Tokens& tokens, std::int64_t account_id, const std::string& name,
                         const CallOptions& options) {
  const auto list = tokens.List(account_id, options);
  if (!list) return tl::unexpected(list.error());
  for (const Token& token : *list) {
    if (token.name != name) continue;
    auto deleted = tokens.Delete(account_id, token.id, options);
    if (!deleted && deleted.error().kind != ErrorKind::kOutcomeUnknown) return deleted;
  }
  return {};
}

Error AlreadyThere(const std::string& name) {
  return {ErrorKind::kRefused, 0, "a token named '" + name + "' was there before"};
}

bool Holds(const std::vector<Token>& tokens, const std::string& name) {
  return std::ranges::any_of(tokens, [&](const Token& token) { return token.name == name; });
}

}  // namespace

Result<std::vector<Token>> Tokens::List(std::int64_t account_id, const CallOptions& options) const {
  return Ask(*transport_, {"GET", PathOf(account_id), {}}, options, ListOf(TokenOf));
}

Result<CreatedToken> Tokens::Create(std::int64_t account_id, const NewToken& token, const CallOptions& options) const {
  Json body{{"name", token.name}};
  if (token.seconds_to_live != 0) body["secondsToLive"] = token.seconds_to_live;
  return Ask(*transport_, {"POST", PathOf(account_id), body}, options, CreatedOf);
}

Result<CreatedToken> Tokens::CreateTokenOnce(std::int64_t account_id, const NewToken& token,
                                             const CallOptions& options) const {
  const auto before = List(account_id, options);
  if (!before) return tl::unexpected(before.error());
  if (Holds(*before, token.name)) return tl::unexpected(AlreadyThere(token.name));
  Result<CreatedToken> created = Create(account_id, token, options);
  for (int made = 1; made < kMostCreations && !created && MayExist(created.error()); ++made) {
    if (!DeleteNamed(*this, account_id, token.name, options)) break;  // What is unknown stays the answer.
    created = Create(account_id, token, options);
  }
  return created;
}

Result<void> Tokens::Delete(std::int64_t account_id, std::int64_t token_id, const CallOptions& options) const {
  return Order(*transport_, {"DELETE", PathOf(account_id) + "/" + std::to_string(token_id), {}}, options);
}

Result<CreatedToken> Tokens::Rotate(std::int64_t account_id, std::int64_t old_token_id, const NewToken& token,
                                    const HandOver& hand_over, const CallOptions& options) const {
  Result<CreatedToken> created = CreateTokenOnce(account_id, token, options);
  if (!created) return created;
  if (const Result<void> taken = hand_over(*created); !taken) {
    static_cast<void>(Delete(account_id, created->id, options));  // The hand-over's error is the one to report.
    return tl::unexpected(taken.error());
  }
  if (const auto deleted = Delete(account_id, old_token_id, options); !deleted) return tl::unexpected(deleted.error());
  return created;
}

}  // namespace grafake
