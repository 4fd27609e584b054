#include <algorithm>

#include "grafake/tokens.h"
#include "src/credentials.h"
#include "src/transport.h"

namespace grafake {
namespace {

constexpr int kMostCreations = 3;

// True when a token may have been created, or may yet be, and nobody has its secret.
bool IsLost(const Error& error) {
  const bool done = error.kind == ErrorKind::kUnreadable && error.status / 100 == 2;
  return error.kind == ErrorKind::kOutcomeUnknown || done;
}

Error AlreadyThere(const std::string& name) {
  return {.kind = ErrorKind::kRefused, .message = "a token named '" + name + "' was there before"};
}

Error Unknown(Error error, const std::string& why) {
  error.kind = ErrorKind::kOutcomeUnknown;
  error.message += "; " + why;
  return error;
}

bool Holds(const std::vector<Token>& tokens, const std::string& name) {
  return std::ranges::any_of(tokens, [&](const Token& token) { return token.name == name; });
}

// What looking for tokens of the name came to.
struct Sweep {
  int found = 0;
  int deleted = 0;
};

Result<Sweep> DeleteNamed(const Tokens& tokens, std::int64_t account_id, const std::string& name,
                          const CallOptions& options) {
  const auto list = tokens.List(account_id, options);
  if (!list) return tl::unexpected(list.error());
  Sweep sweep;
  for (const Token& token : *list) {
    if (token.name != name) continue;
    ++sweep.found;
    if (tokens.Delete(account_id, token.id, options)) ++sweep.deleted;
  }
  return sweep;
}

Result<void> HandedOver(const Tokens::HandOver& hand_over, const CreatedToken& token) {
  Error thrown{.kind = ErrorKind::kMisused, .message = "the hand-over threw"};
  try {
    return hand_over(token);
  } catch (const std::exception& e) {
    thrown.message += ": " + Redacted(e.what(), AccessToken{token.secret});
  } catch (...) {
    thrown.message += " what is no std::exception";
  }
  return tl::unexpected(std::move(thrown));
}

}  // namespace

// A lost request may also arrive late: after the look for its token, or after its repetition. Then one of the two is
// refused because the name is taken, and the look is repeated.
Result<CreatedToken> Tokens::CreateTokenOnce(std::int64_t account_id, const NewToken& token,
                                             const CallOptions& options) const {
  const CallOptions all = transport_->WithDeadline(options);
  const auto before = List(account_id, all);
  if (!before) return tl::unexpected(before.error());
  if (Holds(*before, token.name)) return tl::unexpected(AlreadyThere(token.name));
  int lost = 0;  // creations of which a token may be there or come
  for (int made = 1;; ++made) {
    Result<CreatedToken> created = Create(account_id, token, all);
    if (created) return created;
    Error& error = created.error();
    if (IsLost(error)) ++lost;
    const bool taken = error.IsTaken();
    if (lost == 0) return created;
    if (!IsLost(error) && !taken)
      return tl::unexpected(Unknown(std::move(error), "an earlier attempt may have created it"));
    if (made == kMostCreations) return tl::unexpected(Unknown(std::move(error), "tried too often"));
    const auto sweep = DeleteNamed(*this, account_id, token.name, all);
    if (!sweep) return tl::unexpected(Unknown(std::move(error), "looking for it failed: " + sweep.error().ToString()));
    if (taken && sweep->found == 0) return created;  // Another account of the org has the name.
    lost -= std::min(lost, sweep->deleted);
  }
}

Result<Rotated> Tokens::Rotate(std::int64_t account_id, std::int64_t old_token_id, const NewToken& token,
                               const HandOver& hand_over, const CallOptions& options) const {
  if (!hand_over) return tl::unexpected(Error{.kind = ErrorKind::kMisused, .message = "no hand-over was given"});
  const CallOptions all = transport_->WithDeadline(options);
  Result<CreatedToken> created = CreateTokenOnce(account_id, token, all);
  if (!created) return tl::unexpected(std::move(created.error()));
  if (Result<void> taken = HandedOver(hand_over, *created); !taken) {
    if (const auto deleted = Delete(account_id, created->id, all); !deleted)
      taken.error().message +=
          "; the new token (id " + std::to_string(created->id) + ") is still there: " + deleted.error().ToString();
    return tl::unexpected(std::move(taken.error()));
  }
  Rotated rotated{.created = std::move(*created), .old_left = {}};
  if (auto deleted = Delete(account_id, old_token_id, all); !deleted) rotated.old_left = std::move(deleted.error());
  return rotated;
}

}  // namespace grafake
