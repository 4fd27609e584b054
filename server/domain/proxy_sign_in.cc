#include "server/domain/proxy_sign_in.h"

#include "server/domain/digest.h"
#include "server/domain/mail_address.h"
#include "server/domain/roles.h"
#include "server/storage/grounds.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr const char* kMemory = "auth-proxy-sync-ttl";
constexpr const char* kProxyModule = "authproxy";

std::string HashOfWord(std::string_view text) {
  const Sha256 hash = Sha256Of(text);
  return Hex(hash.data(), hash.size());
}

// Go counts nanoseconds in 64 bits, and what is beyond them begins anew. 0 and less: for ever.
std::int64_t SecondsRemembered(std::chrono::minutes span) {
  constexpr std::uint64_t kNanosecondsOfMinute = 60'000'000'000;
  const auto wrapped = static_cast<std::int64_t>(static_cast<std::uint64_t>(span.count()) * kNanosecondsOfMinute);
  return wrapped / std::int64_t{1'000'000'000};
}

ExternalUser UserOf(const ProxyWord& word, ProxyProperty property, std::int64_t role_org) {
  const bool by_email = property == ProxyProperty::kEmail;
  ExternalUser who{.module = kProxyModule,
                   .id = word.name,
                   .login = word.name,
                   .email = by_email ? word.name : ParseMailAddress(word.name).value_or(""),
                   .name = word.full_name};
  if (!word.login.empty()) who.login = word.login;
  if (!word.email.empty()) who.email = word.email;
  if (ParseRole(word.role)) who.roles = {{role_org, word.role}};
  return who;
}

}  // namespace

ProxySignIn::Mark ProxySignIn::MarkOf(const ProxyWord& word) const {
  std::string said;
  for (const std::string* const text : {&word.full_name, &word.email, &word.login, &word.groups, &word.role})
    said += std::to_string(text->size()) + ':' + *text;
  const std::string hash = HashOfWord(said);
  if (rules_.proxy_memory == ProxyMemory::kLastHeaders) return {HashOfWord(word.name), hash};
  return {HashOfWord(word.name + '\n' + hash), hash};
}

std::optional<std::int64_t> ProxySignIn::Remembered(const Mark& mark) {
  if (RemembersNobody()) return std::nullopt;
  const auto text = memory_.Find(kMemory, mark.name, UnixSeconds(clock_()));
  const auto blank = text ? text->find(' ') : std::string::npos;
  if (blank == std::string::npos || text->substr(blank + 1) != mark.said) return std::nullopt;
  return std::stoll(*text);
}

void ProxySignIn::Remember(const Mark& mark, std::int64_t id) {
  if (RemembersNobody()) return;
  const Instant now = clock_();
  const std::int64_t seconds = SecondsRemembered(settings_.remembered);
  const std::int64_t end = seconds > 0 ? UnixSeconds(now) + seconds : 0;
  memory_.Put({kMemory, mark.name, std::to_string(id) + ' ' + mark.said, end}, ToTimestamp(now));
}

tl::expected<std::int64_t, ProxySignIn::Refused> ProxySignIn::SignInAnew(const ProxyWord& word, const Mark& mark) {
  const auto id = users_.SignIn(UserOf(word, settings_.property, users_.UsualOrg()), settings_.sign_up);
  if (!id) {
    const bool unknown = id.error().code == ErrorCode::kUserNotFound;
    return tl::unexpected(Refused{unknown ? ProxyTrouble::kUnknownUser : ProxyTrouble::kFailed, id.error()});
  }
  Remember(mark, *id);
  return *id;
}

std::optional<ExternalName> ProxySignIn::Look(const ProxyWord& word) {
  const bool heard = settings_.allowed && settings_.allowed->Allows(word.address);
  if (!heard || settings_.property == ProxyProperty::kUnknown) return std::nullopt;
  return users_.Look(UserOf(word, settings_.property, users_.UsualOrg()));
}

tl::expected<std::int64_t, ProxySignIn::Refused> ProxySignIn::SignIn(const ProxyWord& word) {
  const auto refuse = [](ProxyTrouble trouble, std::string cause) {
    return tl::unexpected(Refused{trouble, Error{ErrorCode::kInvalid, std::move(cause)}});
  };
  if (!settings_.allowed) return refuse(ProxyTrouble::kWhitelist, "[auth.proxy] whitelist holds what is no address");
  if (!settings_.allowed->Allows(word.address))
    return tl::unexpected(Refused{
        ProxyTrouble::kAddress,
        Fail(ErrorCode::kInvalid, "proxy address is not in the list: " + word.address, ProxyUntrusted{word.address})
            .value()});
  if (settings_.property == ProxyProperty::kUnknown)
    return refuse(ProxyTrouble::kProperty, "[auth.proxy] header_property is neither username nor email");
  const Mark mark = MarkOf(word);
  const auto remembered = Remembered(mark);
  if (remembered && store_.Find(*remembered)) return *remembered;
  if (remembered && rules_.gone_users_stay_gone)
    return tl::unexpected(Refused{ProxyTrouble::kGoneUser, UserNotFound(*remembered).value()});
  if (remembered) memory_.Forget(kMemory, mark.name);
  return SignInAnew(word, mark);
}

}  // namespace grafake::server
