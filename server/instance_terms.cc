#include "server/instance_terms.h"

#include <utility>

#include "server/domain/file_release.h"
#include "server/domain/short_uid.h"
#include "server/prepared_start.h"

namespace grafake::server {
namespace {

void SetSignIn(InstanceSettings& s, const Release& release) {
  s.authentication.worthless_cookie = release.worthless_cookie;
  s.authentication.wrong = release.wrong_credential;
  s.authorization.forced_sign_in = release.forced_sign_in;
  s.authorization.permissions_ask_for_sign_in = release.permissions_ask_for_sign_in;
  s.authorization.own_org = release.own_org;
  s.authorization.scopes_are_looked_up_first = release.permissions.scopes_are_looked_up_first;
  s.authentication.keys_keep_to_their_org = release.machines.keep_to_their_org;
  s.authentication.sessions_replaced_on_demand = release.sessions.replaced_on_demand;
  s.authentication.jwt_turn = release.external.jwt_turn;
  s.authentication.disabled_are_refused = release.external.disabled_are_refused;
  s.authentication.jwt_fallen_is_nobody = release.external.jwt_fallen_is_nobody;
  s.redirects.org_switch = release.org_switch_target;
  if (release.rbac_always) s.authorization.rbac = s.frontend.rbac = true;
  s.cookies.tells_rotation = release.cookies_tell_rotation;
  s.login.ping_in_json = release.ping_in_json;
  s.login.tells_next_page = release.sessions.answers_tell_next_page;
  s.headers.no_store = release.no_store;
}

}  // namespace

UserAnswers AnswersOfUsers(const InstanceSettings& s) {
  UserAnswers answers = s.release->user_answers;
  answers.external.jwt_syncs_roles &= !s.jwt.keeps_roles;
  answers.external.jwt_gives_admin = s.jwt.gives_admin;
  return answers;
}

std::function<std::string()> MembershipUidsOf(const InstanceSettings& s) {
  if (!s.release->teams.short_uids) return {};
  return [clock = s.clock] { return DrawShortUid(clock()); };
}

MemberSettings MembersAtFirst(const InstanceSettings& s) {
  MemberSettings members = s.members;
  if (!s.release->first_admin_in_main_org) return members;
  members.auto_assign_org = true;
  members.org_id = MemberSettings().org_id;
  return members;
}

GatewaySettings GatewayOf(const InstanceSettings& s) {
  return {.usual_headers = UsualHeaders(s.headers),
          .gzip = s.gzip,
          .cut_off = s.cut_sub_url ? s.sub_url : "",
          .content_policy = s.content_policy,
          .root_url = s.redirects.root_url,
          .built = s.frontend.build_stamp,
          .longest_member = s.longest_member,
          .follows_traces = s.release->follows_traces,
          .names_caller = s.names_caller,
          .missing = s.release->missing_routes,
          .version = s.release->version};
}

FrontPageSettings FrontPagesOf(const InstanceSettings& s) {
  return {.boot = {.frontend = s.frontend,
                   .nav = {.sub_url = s.sub_url,
                           .service_accounts = s.roles.service_accounts,
                           .sign_out = s.pages.sign_out,
                           .rules = s.release->pages},
                   .default_theme = s.pages.default_theme,
                   .style = ""},
          .root_url = s.redirects.root_url,
          .names = s.pages.names};
}

InstanceSettings WithRelease(InstanceSettings s) {
  s.frontend.version = s.health.version = s.metric_facts.version = s.release->version;
  s.frontend.build_stamp = s.release->built;
  s.frontend.members = s.release->front_end_members;
  s.frontend.rules = s.release->front_end;
  s.tokens.prefixed = s.release->prefixed_tokens;
  s.authorization.breaks_at_unreadable_orgs = s.release->breaks_at_unreadable_orgs;
  s.csrf.headers_hold_origins = s.release->csrf_headers_hold_origins;
  s.health.state_first = s.release->health_begins_with_state;
  s.metric_facts.rules = s.release->metrics;
  s.metric_facts.built = s.frontend.build_stamp;
  s.documents = {s.sub_url, s.release->neighbours.dashboards_by_id, s.frontend.viewers_can_edit,
                 s.release->neighbours.documents_are_resources};
  s.members.with_uids = s.release->user_answers.with_uid;
  s.tokens.limit.must_end = s.release->token_lifetimes.must_end;
  if (s.release->always_case_insensitive) s.members.login_case = s.release->case_insensitive;
  SetSignIn(s, *s.release);
  return s;
}

std::chrono::seconds PermissionsKept(const InstanceSettings& s) {
  return s.user_cache.count() > 0 && s.permission_cache ? s.release->permissions_kept : std::chrono::seconds(0);
}

Database OpenDatabase(const InstanceSettings& s) {
  const FileTerms terms = s.in_memory() ? FileTerms() : FileTermsOf(*s.release, ToTimestamp(s.clock()));
  if (s.postgres) return Database(*s.postgres, s.complain, terms);
  return Database(s.database, s.complain, s.prepared ? &s.prepared->tables : nullptr, terms);
}

}  // namespace grafake::server
