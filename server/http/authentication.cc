#include "server/http/authentication.h"

#include "server/http/credentials.h"

namespace grafake::server {
namespace {

const Refusal& RefusalOf(const Refusals& refusals, ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotFound:
      return refusals.unknown_key;
    case ErrorCode::kExpired:
      return refusals.expired_key;
    case ErrorCode::kDisabled:
      return refusals.account_disabled;
    case ErrorCode::kUserNotFound:
      return refusals.account_missing;
    default:
      return refusals.invalid_key;
  }
}

}  // namespace

tl::expected<Authenticated, Response> Authentication::ByToken(std::string_view token) {
  auto caller = tokens_.SignIn(token);
  if (caller) return Authenticated{.caller = *std::move(caller)};
  return tl::unexpected(
      answers_.ContextRefuse(RefusalOf(answers_.refusals(), caller.error().code), caller.error().cause));
}

tl::expected<Authenticated, Response> Authentication::ByPassword(const Request& request, const Query& query,
                                                                 std::string_view header) {
  const auto basic = ParseBasic(header);
  if (!basic) {
    return tl::unexpected(
        answers_.ContextRefuse(answers_.refusals().invalid_basic_header, "invalid basic auth header"));
  }
  const auto refused = [&](const Error& error) {
    return tl::unexpected(answers_.ContextRefuse(answers_.refusals().wrong_password, error.cause));
  };
  const auto user = passwords_.Check(basic->user, basic->password);
  if (!user) return refused(user.error());
  auto caller = identities_.Load(*user, RequestedOrg(request, query));
  if (!caller) return refused({ErrorCode::kUserNotFound, "user not found"});
  return Authenticated{.caller = std::move(caller)};
}

tl::expected<Authenticated, Response> Authentication::Authenticate(const Request& request, const Query& query) {
  const std::string_view header = AuthorizationHeader(request);
  if (const auto token = TokenIn(header)) return ByToken(*token);
  if (!header.empty() && settings_.basic) return ByPassword(request, query, header);
  return Authenticated{.caller = std::make_shared<const Principal>()};
}

}  // namespace grafake::server
