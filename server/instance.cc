#include "server/instance.h"

#include <atomic>
#include <future>

#include "server/api/account_permissions_api.h"
#include "server/api/accounts_api.h"
#include "server/api/admin_users_api.h"
#include "server/api/api_keys_api.h"
#include "server/api/apis_api.h"
#include "server/api/current_user_api.h"
#include "server/api/data_source_proxy_api.h"
#include "server/api/data_sources_api.h"
#include "server/api/front_end_assets.h"
#include "server/api/front_pages.h"
#include "server/api/key_migration_api.h"
#include "server/api/members_api.h"
#include "server/api/orgs_api.h"
#include "server/api/pages_api.h"
#include "server/api/path_uids.h"
#include "server/api/permission_search_api.h"
#include "server/api/permissions_api.h"
#include "server/api/playlists_api.h"
#include "server/api/preferences_api.h"
#include "server/api/quotas_api.h"
#include "server/api/session_rotation_api.h"
#include "server/api/sessions_api.h"
#include "server/api/stats_api.h"
#include "server/api/storage_failures.h"
#include "server/api/team_members_api.h"
#include "server/api/team_permissions_api.h"
#include "server/api/teams_api.h"
#include "server/api/tokens_api.h"
#include "server/api/users_api.h"
#include "server/domain/freshness.h"
#include "server/domain/harvest.h"
#include "server/domain/kept_permissions.h"
#include "server/domain/planting.h"
#include "server/http/caller_names.h"
#include "server/http/gateway.h"
#include "server/instance_documents.h"
#include "server/instance_guests.h"
#include "server/instance_sign_ins.h"
#include "server/instance_terms.h"
#include "server/prepared_start.h"
#include "server/provisioning/provisioning.h"
#include "server/storage/account_store.h"
#include "server/storage/api_key_store.h"
#include "server/storage/data_source_store.h"
#include "server/storage/database_error.h"
#include "server/storage/login_attempt_store.h"
#include "server/storage/note_store.h"
#include "server/storage/org_store.h"
#include "server/storage/permission_store.h"
#include "server/storage/playlist_store.h"
#include "server/storage/preference_store.h"
#include "server/storage/quota_store.h"
#include "server/storage/session_store.h"
#include "server/storage/stats_store.h"
#include "server/storage/team_store.h"
#include "server/storage/thing_store.h"
#include "server/storage/user_store.h"

namespace grafake::server {
namespace {

bool WillCreateAdmin(const InstanceSettings& s) {
  if (s.prepared) return false;
  std::error_code unreadable;
  return s.admin.create && !s.postgres && (s.database.empty() || !std::filesystem::exists(s.database, unreadable));
}

// The password is worth a thread, whose draws would come in any order.
bool DerivesAside(const InstanceSettings& s) { return WillCreateAdmin(s) && !s.prepared && !s.randomness; }

Passwords::Hashed FirstPassword(const InstanceSettings& s, Passwords& passwords) {
  const Randomness::Use use(s.randomness.get());
  if (!s.prepared || s.prepared->admin_password.hash.empty()) return passwords.Hash(s.admin.password);
  passwords.Adopt(s.prepared->admin_password, s.admin.password);
  return s.prepared->admin_password;
}

void Require(const Result<Done>& prepared) {
  if (!prepared) throw DatabaseError(prepared.error().cause, DatabaseError::Kind::kNoOrgForAdmin);
}

}  // namespace

// In the order in which they rest on each other: storage, domain, http.
struct Instance::Parts {
  explicit Parts(const InstanceSettings& s) : settings(WithRelease(s)) {}

  InstanceSettings settings;
  const Release& release = *settings.release;
  std::atomic<bool> front_end_was_asked = false;

  Passwords passwords;
  // Derived while the tables of a new database are made: each takes a tenth of a start's time.
  std::future<Passwords::Hashed> admin_password =
      std::async(DerivesAside(settings) ? std::launch::async : std::launch::deferred,
                 [this] { return FirstPassword(settings, passwords); });

  Database database = OpenDatabase(settings);
  AccountStore account_store{database, ComparisonOf(settings.members.login_case),
                             release.account_permissions.end_with_account};
  ApiKeyStore key_store{database};
  LoginAttemptStore login_attempt_store{database};
  NoteStore note_store{database};
  OrgStore org_store{database, release.leavers_keep_permissions};
  PermissionStore permission_store{database, release.account_permissions.count,
                                   release.permissions.documents_in_detail};
  DataSourceStore data_source_store{database, release.data_sources.first_is_default};
  PlaylistStore playlist_store{database};
  PreferenceStore preference_store{database};
  QuotaStore quota_store{database, release.quotas.accounts_count};
  SessionStore session_store{database};
  StatsStore stats_store{database};
  ThingStore thing_store{database};
  TeamStore team_store{database, release.teams.last_admin_stays, MembershipUidsOf(settings)};
  UserStore user_store{database, ComparisonOf(settings.members.login_case), release.accounts_found_by_email};

  Access access{permission_store, release.roles, settings.roles};
  Identities identities{user_store, access, settings.clock, settings.user_cache, release.orgless_found_by_no_org};
  // Hears of no change: it is for those whom a test has met as they were.
  Identities old_identities{
      user_store, access, settings.clock, std::chrono::seconds(5), true, Identities::KeptUnder::kAsked};
  KeptPermissions kept_permissions{settings.clock, PermissionsKept(settings), release.roles_count_at_once};
  IssuedTokens issued;
  LoginAttempts login_attempts{login_attempt_store, settings.clock, settings.brute_force_protection};
  Sessions sessions{session_store, settings.clock, settings.sessions};
  Sightings sightings{user_store, settings.clock};
  Quotas quotas{quota_store, sessions, settings.clock, settings.quotas, release.quotas};
  Accounts accounts{account_store,         identities, settings.clock, settings.members, release.account_creation,
                    release.account_logins};
  Tokens tokens{key_store, settings.clock, settings.tokens};
  ApiKeys api_keys{key_store, settings.clock, settings.tokens};
  KeyMigration key_migration{account_store, key_store, note_store, settings.clock, settings.members};
  TokenUses token_uses{key_store, settings.clock, release.account_answers.last_use_stays};
  Users users{user_store, passwords, settings.clock, settings.members, release.user_lookup, release.user_changes};
  Orgs orgs{org_store, settings.clock};
  Freshness freshness{database, {key_store, issued, identities, orgs}};
  Members members{org_store, user_store, settings.clock, release.user_lookup};
  Preferences preferences{preference_store, settings.clock};
  DataSources data_sources{data_source_store, settings.clock, Sealing(settings.sessions.secret_key),
                           release.data_sources, release.drawn_uids};
  Playlists playlists{playlist_store, settings.clock, release.drawn_uids, release.neighbours.playlists_from_apis};
  Stats stats{stats_store, settings.clock};
  Teams teams{team_store, settings.clock, release.teams_list_accounts, release.teams};
  TokenSignIn token_sign_in{key_store,
                            access,
                            identities,
                            issued,
                            settings.clock,
                            settings.tokens.hash,
                            {.prefixed = settings.tokens.prefixed,
                             .revocations = release.account_answers.tokens_with_revocation,
                             .keys = release.api_keys.sign_in}};
  PasswordSignIn password_sign_in{user_store, passwords, login_attempts, release.user_lookup, release.disabled_user};
  InstanceSignIns sign_ins{{database, user_store, org_store, quotas, settings}};
  AnonymousSignIn anonymous_sign_in{orgs, access, settings.anonymous};
  CredentialOwners owners{token_sign_in, user_store, passwords, sessions, release.user_lookup};

  const UserAnswers user_answers = AnswersOfUsers(settings);
  Answers answers{release.refusals, settings.production};
  Cookies cookies{settings.cookies};
  Pages pages{settings.sub_url, cookies,
              settings.pages_in_cookie ? RememberedPages::kOfAllRefusedButHome : release.remembered_pages};
  HiddenUsers hidden{settings.hidden_users};
  Avatars avatars{settings.sub_url, settings.gravatar};
  FrontPages front_pages{avatars, users, preferences, key_migration, FrontPagesOf(settings)};
  Csrf csrf{cookies, settings.csrf};
  Authentication authentication{
      answers,
      cookies,
      {token_sign_in, password_sign_in, sessions, anonymous_sign_in, sign_ins.Proxy(), sign_ins.Jwt()},
      identities,
      old_identities,
      kept_permissions,
      sightings,
      settings.authentication};
  Redirects redirects{answers, pages, users, settings.redirects};
  ScopeLookups scope_lookups{settings.clock};
  Authorization authorization{
      answers, pages, {access, identities, kept_permissions, scope_lookups}, teams, settings.authorization};
  Metrics metrics{settings.metric_facts, [this] { return StatGauges(stats, release.metrics); }};
  Gateway gateway{answers, pages, {csrf, authentication, redirects, authorization, quotas}, GatewayOf(settings)};

  PermissionSearch permission_search{user_store, identities, release.roles.everybody};
  PermissionSearchApi permission_search_api{answers, permission_search};
  PermissionsApi permissions_api{answers, access, kept_permissions, release.permissions_with_scopes};
  AccountsApi accounts_api{answers, avatars, accounts, kept_permissions, release};
  AccountManagers account_managers{permission_store, settings.clock};
  AccountPermissionsApi account_permissions_api{answers, avatars, account_managers, release.account_permissions,
                                                release.permissions};
  TokensApi tokens_api{answers, accounts, tokens, settings.clock, release};
  ApiKeysApi api_keys_api{answers, api_keys, release};
  KeyMigrationApi key_migration_api{answers, key_migration, release.key_migration};
  LoginApi login_api{answers, pages, cookies, password_sign_in, sessions, settings.login};
  InstanceGuests guests{{database, users, members, sessions, answers, cookies, settings}};
  SessionsApi sessions_api{answers, users, sessions, release.machines.are_no_users, release.sessions.lists_name_module};
  SessionRotationApi session_rotation_api{answers, pages, cookies, sessions, release.sessions.demand_may_be_early};
  QuotasApi quotas_api{answers, quotas, release.quotas.ids_first};
  TeamGuard team_guard{answers, teams, release.teams.sought_first};
  PreferencesApi preferences_api{answers, team_guard, preferences, release.preferences,
                                 InstanceDocuments::NamesIn(documents)};
  PlaylistsApi playlists_api{answers, playlists, release.neighbours};
  DataSourcesApi data_sources_api{answers, data_sources};
  DataSourceProxyApi data_source_proxy_api{answers, data_sources, settings.data_source_proxy};
  TeamsApi teams_api{answers,
                     avatars,
                     hidden,
                     team_guard,
                     teams,
                     {.editors_can_admin = settings.roles.editors_can_admin,
                      .users_alone = release.machines.are_no_users,
                      .sorted = release.lists_are_sorted,
                      .rules = release.teams}};
  TeamPermissionsApi team_permissions_api{answers, avatars, teams, release.permissions};
  TeamMembersApi team_members_api{answers, avatars, hidden, team_guard, teams, release.teams};
  CurrentUserApi current_user_api{answers,          pages,         avatars, users, release.logins_trimmed, user_answers,
                                  release.machines, settings.proxy};
  UsersApi users_api{
      answers, avatars, users, settings.clock, release.logins_trimmed, user_answers, release.lists_are_sorted};
  AdminUsersApi admin_users_api{answers, users, release.logins_trimmed, release.user_answers.with_uid};
  InstanceDocuments documents{{database, permission_store, preferences, quotas, answers, avatars, settings}};
  Provisioning provisioning{data_sources, documents.files(), orgs, release.provisioning, settings.provisioning};
  Things things{thing_store};
  ApisApi apis_api{answers, things, settings.metric_facts.toggles, settings.clock, release.apis};
  OrgsApi orgs_api{answers, orgs, settings.anybody_creates_orgs};
  MembersApi members_api{answers,
                         avatars,
                         hidden,
                         members,
                         settings.clock,
                         release.role_names,
                         user_answers,
                         release.lists_are_sorted,
                         release.new_roles_count_at_once ? &kept_permissions : nullptr};

  void PrepareTables() {
    const Randomness::Use use(settings.randomness.get());
    Require(database.Prepare([&] {
      return PrepareFirstStart(user_store, org_store, std::move(admin_password), settings.admin,
                               MembersAtFirst(settings), ToTimestamp(settings.clock()));
    }));
    provisioning.RunAll();
  }

  void MountSignIn() {
    Router& router = gateway.router();
    login_api.Mount(router);
    guests.Mount(router);
    sessions_api.Mount(router);
    if (release.sessions.replaced_on_demand) session_rotation_api.Mount(router);
    if (release.kubernetes_health) MountKubernetesHealth(router);
  }

  void MountFrontEnd() {
    Router& router = gateway.router();
    pages.DrawBy([this](PageKind kind, const Context& context) { return front_pages.Draw(kind, context); });
    MountPages(router, answers, pages, release.pages);
    if (release.pages.boot_data_is_asked_for)
      router.Add({"GET", "/bootdata", RouteAccess{.sign_in = false},
                  [this](const Context& context) { return answers.ContextJson(front_pages.BootJson(context), 200); }});
    MountFrontendSettings(router, answers, settings.frontend, [this] { front_end_was_asked = true; });
    MountFrontEndAssets(router, answers, settings.frontend, release.apis.no_flag);
  }

  // Without service accounts their routes do not exist; tokens work all the same.
  void MountAccounts() {
    Router& router = gateway.router();
    if (!settings.roles.service_accounts)
      return router.NameOff("/api/serviceaccounts", "[feature_toggles] serviceAccounts");
    accounts_api.Mount(router);
    tokens_api.Mount(router);
    if (release.account_permissions.exist) account_permissions_api.Mount(router, settings.authorization.rbac);
    if (release.key_migration.exist) key_migration_api.Mount(router);
  }

  void MountDocuments() {
    Router& router = gateway.router();
    AddDataSourceLookups(scope_lookups, data_sources);
    documents.AddLookups(scope_lookups);
    data_sources_api.Mount(router);
    data_source_proxy_api.Mount(router);
    playlists_api.Mount(router);
    provisioning.Mount(router, answers);
    documents.Mount(router);
  }

  void MountPermissions() {
    if (!settings.authorization.rbac) return gateway.router().NameOff("/api/access-control", "[rbac] enabled");
    permissions_api.Mount(gateway.router());
  }
};

Instance::Instance(const InstanceSettings& settings) : parts_(std::make_unique<Parts>(settings)) {
  Parts& p = *parts_;
  p.PrepareTables();
  if (p.release.key_migration.at_start) p.key_migration.MigrateEverywhere();
  if (p.release.roles_counted_at_start) (void)p.stats.CountRoles();
  if (p.release.account_answers.tokens_with_last_use)
    p.token_sign_in.NoteIn(p.token_uses, p.release.account_answers.last_use_is_kept);
  p.gateway.router().AskInstead(p.release.needs);
  if (p.release.user_answers.with_uid)
    p.gateway.router().TakeUids(UidParameters({p.accounts, p.teams, p.users}, p.answers.refusals()));
  MountMetrics(p.gateway, p.settings.metrics, p.metrics);
  MountHealth(p.gateway, p.settings.health, [&p] { return p.database.Healthy(); });
  p.MountSignIn();
  p.quotas_api.Mount(p.gateway.router());
  p.preferences_api.Mount(p.gateway.router());
  p.teams_api.Mount(p.gateway.router());
  p.team_permissions_api.Mount(p.gateway.router(), p.settings.authorization.rbac);
  p.MountFrontEnd();
  p.team_members_api.Mount(p.gateway.router());
  p.current_user_api.Mount(p.gateway.router());
  p.users_api.Mount(p.gateway.router());
  p.admin_users_api.Mount(p.gateway.router());
  p.orgs_api.Mount(p.gateway.router());
  if (!p.release.apis.groups.empty()) p.apis_api.Mount(p.gateway.router());
  p.members_api.Mount(p.gateway.router());
  p.api_keys_api.Mount(p.gateway.router());
  MountStats(p.gateway.router(), p.answers, p.stats, p.release);
  p.MountDocuments();
  p.MountPermissions();
  if (p.release.permissions.are_searched) p.permission_search_api.Mount(p.gateway.router());
  MountAdminSettings(p.gateway.router(), p.answers, [&p] { return p.settings.shown(p.front_end_was_asked); });
  p.MountAccounts();
  MountStorageFailures(p.gateway.router(), p.answers.refusals());
}

Instance::~Instance() = default;

// What another program changes shows at once, as in Grafana, which keeps nothing of this in memory.
Response Instance::Handle(const Request& request) {
  parts_->database.NoticeChangesByOthers();
  if (parts_->settings.randomness == nullptr) return parts_->gateway.Handle(request);
  const Randomness::Use use(parts_->settings.randomness.get());
  return parts_->gateway.Handle(request);
}

std::optional<Response> Instance::RefuseUnread(const Request& head) {
  parts_->database.NoticeChangesByOthers();
  return parts_->gateway.RefuseUnread(head);
}

const InstanceSettings& Instance::settings() const { return parts_->settings; }

tl::expected<PlantedAll, PlantError> Instance::Plant(const Plants& plants) {
  Parts& p = *parts_;
  const Randomness::Use use(p.settings.randomness.get());
  StateStore state(p.database);
  Planting planting({p.org_store, p.user_store, p.accounts, p.teams, p.key_store, p.passwords, p.data_sources,
                     p.playlists, p.documents.ForPlanting(state), state},
                    {.members = p.settings.members,
                     .hash = p.settings.tokens.hash,
                     .prefixed_tokens = p.settings.tokens.prefixed,
                     .accounts = p.settings.roles.service_accounts,
                     .keys = p.release.api_keys.exist,
                     .none_is_a_role = p.release.role_names.none_is_one,
                     .rbac = p.settings.authorization.rbac},
                    p.settings.clock);
  const auto plant = [&] { return planting.Plant(plants); };
  return p.settings.in_memory() ? p.database.AsOne(plant) : plant();
}

Plants Instance::Harvest() {
  StateStore state(parts_->database);
  return parts_->documents.Harvest(state, server::Harvest(state, parts_->data_sources, parts_->playlists));
}

std::shared_ptr<const PreparedStart> Instance::Save() {
  const auto& prepared = parts_->settings.prepared;
  return std::make_shared<const PreparedStart>(parts_->database,
                                               prepared ? prepared->admin_password : Passwords::Hashed());
}

Response Instance::Broken() const { return parts_->gateway.WithUsualHeaders(parts_->answers.Broken()); }

Instance::Sight Instance::Look(const Request& request, bool caller) {
  return {.whither = parts_->gateway.Look(request),
          .caller = caller ? CallerNames(request, parts_->cookies, parts_->owners) : std::vector<std::string>()};
}

std::optional<TokenSignIn::Sight> Instance::KnowToken(std::string_view token) {
  return parts_->token_sign_in.Know(token);
}

std::string Instance::TokenName(std::int64_t id) { return parts_->token_sign_in.NameOf(id); }

std::vector<RoutePath> Instance::Paths() const { return parts_->gateway.Paths(); }

std::vector<RouteRow> Instance::Routes() const { return RouteRows(parts_->gateway.router()); }

std::vector<RouteRow> Instance::UnservedRoutes() const {
  return MissingRows(parts_->release.missing_routes, parts_->gateway.router());
}

}  // namespace grafake::server
