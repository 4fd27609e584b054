#include "server/http/authentication.h"

#include "server/http/client_address.h"
#include "server/http/credentials.h"
#include "server/storage/not_found.h"

namespace grafake::server {
namespace {

constexpr std::string_view kBasicName = "Basic";

// Whatever the credential itself is to blame for is "invalid"; an unknown one is Grafana's own 500.
constexpr RefusalTable kTokenRefusals({{ErrorCode::kNotFound, &Refusals::unknown_key},
                                       {ErrorCode::kWrongPassword, &Refusals::wrong_secret},
                                       {ErrorCode::kExpired, &Refusals::expired_key},
                                       {ErrorCode::kRevoked, &Refusals::revoked_key},
                                       {ErrorCode::kOrgNotFound, &Refusals::key_of_other_org},
                                       {ErrorCode::kDisabled, &Refusals::account_disabled},
                                       {ErrorCode::kUserNotFound, &Refusals::account_missing},
                                       {ErrorCode::kBusy, &Refusals::too_busy}},
                                      &Refusals::invalid_key,
                                      kCredentialErrors | kDocumentErrors | kThingErrors | kUserErrors | kRoleErrors |
                                          kLifetimeErrors | kMemberErrors | kPasswordErrors |
                                          ErrorCodes{ErrorCode::kOrgTaken});

constexpr RefusalTable kPasswordRefusals({{ErrorCode::kBlocked, &Refusals::too_many_passwords},
                                          {ErrorCode::kDisabled, &Refusals::user_disabled}},
                                         &Refusals::wrong_password,
                                         kThingErrors | kDocumentErrors | kOrgErrors | kUserErrors | kRoleErrors |
                                             kLifetimeErrors | kMemberErrors | kPasswordErrors |
                                             ErrorCodes{ErrorCode::kBusy, ErrorCode::kExpired, ErrorCode::kRevoked,
                                                        ErrorCode::kMalformed});

// Why a header shows no credential that this server reads.
CredentialForm FormOf(std::string_view header, bool reads_basic) {
  const bool basic = SameHeaderName(header.substr(0, kBasicName.size()), kBasicName);
  if (basic) return reads_basic ? CredentialForm::kBasicUnreadable : CredentialForm::kBasicOff;
  return SameHeaderName(header, "Bearer") ? CredentialForm::kEmptyBearer : CredentialForm::kNoScheme;
}

const Refusal* RefusalOf(const Refusals& r, ProxyTrouble trouble) {
  switch (trouble) {
    case ProxyTrouble::kAddress:
      return &r.proxy_address_refused;
    case ProxyTrouble::kWhitelist:
      return &r.proxy_whitelist_unreadable;
    case ProxyTrouble::kProperty:
      return &r.proxy_user_failed;
    case ProxyTrouble::kUnknownUser:
      return &r.proxy_user_unknown;
    case ProxyTrouble::kGoneUser:
      return &r.external_user_gone;
    case ProxyTrouble::kFailed:
      return &r.proxy_user_failed;
  }
  return nullptr;
}

const Refusal* RefusalOf(const Refusals& r, JwtTrouble trouble) {
  switch (trouble) {
    case JwtTrouble::kNone:
    case JwtTrouble::kInvalid:
      return &r.jwt_invalid;
    case JwtTrouble::kUnnamed:
      return &r.jwt_unnamed;
    case JwtTrouble::kUnknownUser:
      return &r.jwt_user_unknown;
    case JwtTrouble::kFailed:
      return &r.jwt_user_failed;
    case JwtTrouble::kNoRole:
      return &r.jwt_role_invalid;
    case JwtTrouble::kLastAdmin:
      return &r.jwt_last_admin;
  }
  return nullptr;
}

ReasonPtr WhyOf(ProxyTrouble trouble, const Error& error) {
  if (trouble == ProxyTrouble::kWhitelist)
    return MakeReason(SettingSays{"[auth.proxy] whitelist", "something that is no address"});
  if (trouble == ProxyTrouble::kProperty)
    return MakeReason(SettingSays{"[auth.proxy] header_property", "neither username nor email"});
  return ReasonOf(error);
}

RequestNote EarlyNote(std::string message, LogFields fields) {
  return {.message = std::move(message), .fields = std::move(fields), .caller_known = false};
}

}  // namespace

Authentication::SignedIn Authentication::ByToken(std::string_view token, const Request& request, const Query& query) {
  const std::int64_t only_org = settings_.keys_keep_to_their_org ? RequestedOrg(request, query) : 0;
  std::int64_t id = 0;
  auto caller = sign_ins_.tokens.SignIn(token, only_org, &IdentitiesFor(request), &id);
  if (caller) return Authenticated{.caller = *std::move(caller), .token_id = id};
  const Error& error = caller.error();
  return tl::unexpected(WrongSignIn{&kTokenRefusals.Find(answers_.refusals(), error.code), error.cause, ReasonOf(error),
                                    error.code == ErrorCode::kNotFound});
}

Authentication::SignedIn Authentication::ByPassword(const Request& request, const Query& query,
                                                    const BasicCredentials& basic) {
  const Refusals& r = answers_.refusals();
  if (settings_.no_passwords) {
    return tl::unexpected(WrongSignIn{&r.wrong_password, "no authentication provider",
                                      MakeReason(SettingSays{"[auth] disable_login", "true"})});
  }
  const auto user = sign_ins_.passwords.Check(basic.user, basic.password);
  if (!user) {
    const bool empty = user.error().code == ErrorCode::kWrongPassword && basic.password.empty();
    return tl::unexpected(WrongSignIn{empty ? &r.no_password : &kPasswordRefusals.Find(r, user.error().code),
                                      user.error().cause,
                                      empty ? MakeReason(CredentialForm::kNoPassword) : ReasonOf(user.error())});
  }
  auto caller = IdentitiesFor(request).Load(*user, RequestedOrg(request, query));
  if (!caller) {
    const Error gone = UserNotFound("login", basic.user).value();
    return tl::unexpected(WrongSignIn{&r.wrong_password, gone.cause, ReasonOf(gone)});
  }
  return Authenticated{.caller = std::move(caller)};
}

// A cookie that is no session's is not looked at any further.
std::optional<Authentication::SignedIn> Authentication::BySession(const Request& request, const Query& query,
                                                                  Attempts& attempts) {
  const auto token = cookies_.SessionIn(request);
  NoSession& none = attempts.none;
  if (!token) {
    const bool blank = settings_.wrong == WrongCredential::kCountsAsNone && cookies_.HasSessionCookie(request);
    if (blank) none = {CookieTrouble::kWorthless, ReasonOf(NoSessionShown().error())};
    return std::nullopt;
  }
  auto session = sign_ins_.sessions.Find(*token);
  none.trouble = CookieTrouble::kWorthless;
  if (!session) {
    none.reason = ReasonOf(session.error());
    attempts.notes.push_back(EarlyNote("Failed to look up user based on cookie", {{"error", "user token not found"}}));
    return std::nullopt;
  }
  if (settings_.sessions_replaced_on_demand && sign_ins_.sessions.IsDue(*session)) {
    none = {CookieTrouble::kDue, MakeReason(SessionDue{})};
    return std::nullopt;
  }
  auto caller = IdentitiesFor(request).Load(session->user_id, RequestedOrg(request, query));
  if (!caller) {
    none.reason = GroundReason(NotThere{Noun::kUser, "id", std::to_string(session->user_id)});
    attempts.notes.push_back(
        EarlyNote("Failed to get user with id", {{"userId", session->user_id}, {"error", "user not found"}}));
    return std::nullopt;
  }
  return Authenticated{.caller = std::move(caller), .session = *std::move(session)};
}

Authenticated Authentication::Anonymously(std::vector<RequestNote> notes) {
  PrincipalPtr caller = sign_ins_.anonymous.Identity();
  const AnonymousSettings& settings = sign_ins_.anonymous.settings();
  if (settings.enabled && caller->kind == Principal::Kind::kNobody) {
    notes.push_back(EarlyNote("Anonymous access organization error.",
                              {{"org_name", settings.org_name}, {"error", "organization not found"}}));
  }
  return {.caller = std::move(caller), .notes = std::move(notes)};
}

std::optional<Authentication::SignedIn> Authentication::ByHeader(const Request& request, const Query& query,
                                                                 Attempts& /*attempts*/) {
  const std::string_view header = AuthorizationHeader(request);
  if (const auto token = BearerToken(header)) return ByToken(*token, request, query);
  if (header.empty()) return std::nullopt;
  const bool tries_on = settings_.wrong == WrongCredential::kCountsAsNone;
  const auto basic = ParseBasic(header, tries_on ? SchemeCase::kAny : SchemeCase::kExact);
  if (basic && IsToken(*basic)) {
    auto by_token = ByToken(basic->password, request, query);
    // One that nobody knows may still be the password of a user of that name.
    if (by_token || !tries_on || !by_token.error().is_unknown) return by_token;
  }
  if (!settings_.basic) return std::nullopt;
  if (basic) return ByPassword(request, query, *basic);
  if (tries_on) return std::nullopt;
  return tl::unexpected(WrongSignIn{&answers_.refusals().invalid_basic_header, "invalid basic auth header",
                                    MakeReason(FormOf(header, settings_.basic))});
}

Authentication::SignedIn Authentication::AsNamed(std::int64_t user_id, const Request& request, const Query& query) {
  auto caller = IdentitiesFor(request).Load(user_id, RequestedOrg(request, query));
  const Refusals& r = answers_.refusals();
  if (!caller) {
    const Error gone = UserNotFound(user_id).value();
    return tl::unexpected(WrongSignIn{&r.external_user_gone, gone.cause, ReasonOf(gone)});
  }
  if (settings_.disabled_are_refused && caller->is_disabled)
    return tl::unexpected(
        WrongSignIn{&r.user_disabled, "user is disabled", GroundReason(Disabled{Noun::kUser, caller->login})});
  return Authenticated{.caller = std::move(caller)};
}

std::optional<Authentication::SignedIn> Authentication::ByProxy(const Request& request, const Query& query,
                                                                Attempts& /*attempts*/) {
  if (sign_ins_.proxy == nullptr) return std::nullopt;
  const auto word = ProxyWordIn(request, settings_.proxy);
  if (!word) return std::nullopt;
  const auto id = sign_ins_.proxy->SignIn(*word);
  if (id) return AsNamed(*id, request, query);
  const auto& [trouble, error] = id.error();
  return tl::unexpected(WrongSignIn{RefusalOf(answers_.refusals(), trouble), error.cause, WhyOf(trouble, error)});
}

std::optional<Authentication::SignedIn> Authentication::ByJwt(const Request& request, const Query& query,
                                                              Attempts& attempts) {
  const std::string_view token = sign_ins_.jwt == nullptr ? "" : JwtIn(request, query, settings_.jwt);
  if (token.empty()) return std::nullopt;
  const auto id = sign_ins_.jwt->SignIn(token);
  if (id) return AsNamed(*id, request, query);
  const auto& [trouble, error] = id.error();
  if (trouble == JwtTrouble::kNone) return std::nullopt;
  const bool fallen = trouble == JwtTrouble::kFailed || trouble == JwtTrouble::kLastAdmin;
  if (fallen && settings_.jwt_fallen_is_nobody) {
    attempts.notes.push_back(EarlyNote("Failed to upsert user", {{"error", CutForLog(error.cause)}}));
    if (!attempts.none.reason) attempts.none.reason = ReasonOf(error);
    return std::nullopt;
  }
  return tl::unexpected(WrongSignIn{RefusalOf(answers_.refusals(), trouble), error.cause, ReasonOf(error)});
}

std::span<const Authentication::Way> Authentication::Ways() const {
  static constexpr Way kJwtLast[] = {&Authentication::ByHeader, &Authentication::ByProxy, &Authentication::BySession,
                                     &Authentication::ByJwt};
  static constexpr Way kJwtFirst[] = {&Authentication::ByJwt, &Authentication::ByHeader, &Authentication::ByProxy,
                                      &Authentication::BySession};
  return settings_.jwt_turn == JwtTurn::kFirst ? kJwtFirst : kJwtLast;
}

Authenticated Authentication::AsStranger(const Request& request, Attempts attempts) {
  auto& [wrong, none, notes] = attempts;
  // The browser is to replace its token, whoever strangers may be.
  const bool due = none.trouble == CookieTrouble::kDue;
  Authenticated nobody = due ? Authenticated{.caller = std::make_shared<const Principal>(), .notes = std::move(notes)}
                             : Anonymously(std::move(notes));
  nobody.ends_cookie =
      none.trouble == CookieTrouble::kWorthless && settings_.worthless_cookie == WorthlessCookie::kEnds;
  nobody.session_due = due && !wrong;
  const Refusals& r = answers_.refusals();
  if (settings_.wrong == WrongCredential::kCountsAsNone && none.trouble != CookieTrouble::kNoCookie)
    nobody.refused = due ? &r.session_due : &r.session_unknown;
  if (wrong) nobody.refused = wrong->refusal;
  nobody.reason = wrong ? wrong->reason : std::move(none.reason);
  const std::string_view passed_over = AuthorizationHeader(request);
  if (!nobody.reason && !passed_over.empty()) nobody.reason = MakeReason(FormOf(passed_over, settings_.basic));
  return nobody;
}

tl::expected<Authenticated, Response> Authentication::Identify(const Request& request, const Query& query) {
  // Grafana's image renderer shows such keys; none has been given out here.
  if (const auto render = CookieIn(request, "renderKey"); render && !render->empty()) {
    return tl::unexpected(
        Because(answers_.ContextRefuseSignIn(answers_.refusals().invalid_render_key, {}), CredentialForm::kRenderKey));
  }
  Attempts attempts;
  for (const Way way : Ways()) {
    auto tried = (this->*way)(request, query, attempts);
    if (!tried) continue;
    if (*tried) {
      (*tried)->notes = std::move(attempts.notes);
      return **std::move(tried);
    }
    WrongSignIn& wrong = tried->error();
    if (settings_.wrong != WrongCredential::kCountsAsNone)
      return tl::unexpected(Because(answers_.ContextRefuseSignIn(*wrong.refusal, wrong.cause), wrong.reason));
    attempts.notes.push_back(EarlyNote(std::string(wrong.refusal->message), {{"error", CutForLog(wrong.cause)}}));
    if (!attempts.wrong) attempts.wrong = std::move(wrong);
  }
  return AsStranger(request, std::move(attempts));
}

tl::expected<Authenticated, Response> Authentication::Authenticate(const Request& request, const Query& query) {
  auto who = Identify(request, query);
  if (!who) return who;
  sightings_.Note(*who->caller);
  if (!request.plight.caller_kept) who->caller = kept_.WithKept(std::move(who->caller));
  return who;
}

void Authentication::Finish(const Request& request, const Authenticated& who, Response& response) {
  if (who.ends_cookie) response.headers.insert(response.headers.begin(), cookies_.EndOfSession());
  if (!who.session) return;
  const auto token = sign_ins_.sessions.Rotate(*who.session, BrowserOf(request));
  if (token) cookies_.PutSession(response, *token, sign_ins_.sessions.NextRotation());
}

}  // namespace grafake::server
