#include "test_support/told.h"

namespace grafake {
namespace {

Json WithoutEmptyOnes(Json object) {
  for (auto member = object.begin(); member != object.end();) {
    const bool empty = member->is_null() || *member == "" || *member == 0 || *member == false ||
                       (member->is_structured() && member->empty());
    member = empty ? object.erase(member) : std::next(member);
  }
  return object;
}

Json Or(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

}  // namespace

Json Told(const ServiceAccount& a) {
  return WithoutEmptyOnes({{"id", a.id},
                           {"uid", a.uid},
                           {"org_id", a.org_id},
                           {"name", a.name},
                           {"login", a.login},
                           {"role", a.role},
                           {"is_disabled", a.is_disabled},
                           {"is_external", a.is_external},
                           {"tokens", a.tokens},
                           {"teams", a.teams},
                           {"created_at", a.created_at},
                           {"updated_at", a.updated_at}});
}

Json Told(const Token& t) {
  return WithoutEmptyOnes({{"id", t.id},
                           {"name", t.name},
                           {"created", t.created},
                           {"expiration", Or(t.expiration)},
                           {"last_used", Or(t.last_used)},
                           {"has_expired", t.has_expired},
                           {"is_revoked", t.is_revoked}});
}

Json Told(const CreatedToken& t) { return {{"id", t.id}, {"name", t.name}, {"secret", t.secret.Reveal()}}; }
Json Told(const CreatedApiKey& k) { return {{"id", k.id}, {"name", k.name}, {"secret", k.secret.Reveal()}}; }

Json Told(const ApiKey& k) {
  return WithoutEmptyOnes({{"id", k.id}, {"name", k.name}, {"role", k.role}, {"expiration", Or(k.expiration)}});
}

Json Told(const ApiKeyMigration& m) {
  return WithoutEmptyOnes({{"total", m.total},
                           {"migrated", m.migrated},
                           {"failed_ids", m.failed_ids},
                           {"failed_details", m.failed_details}});
}

Json Told(const User& u) {
  return WithoutEmptyOnes({{"id", u.id},
                           {"uid", u.uid},
                           {"login", u.login},
                           {"email", u.email},
                           {"name", u.name},
                           {"org_id", u.org_id},
                           {"is_grafana_admin", u.is_grafana_admin},
                           {"is_disabled", u.is_disabled},
                           {"theme", u.theme},
                           {"last_seen_at", u.last_seen_at},
                           {"created_at", u.created_at},
                           {"updated_at", u.updated_at},
                           {"auth_labels", u.auth_labels}});
}

Json Told(const UserOrg& o) { return {{"org_id", o.org_id}, {"name", o.name}, {"role", o.role}}; }

Json Told(const Session& s) {
  return WithoutEmptyOnes({{"id", s.id},
                           {"is_active", s.is_active},
                           {"client_ip", s.client_ip},
                           {"device", s.device},
                           {"os", s.os},
                           {"browser", s.browser},
                           {"browser_version", s.browser_version},
                           {"created_at", s.created_at},
                           {"seen_at", s.seen_at}});
}

Json Told(const Organization& o) {
  const OrgAddress& a = o.address;
  return WithoutEmptyOnes({{"id", o.id},
                           {"name", o.name},
                           {"address", WithoutEmptyOnes({{"address1", a.address1},
                                                         {"address2", a.address2},
                                                         {"city", a.city},
                                                         {"zip_code", a.zip_code},
                                                         {"state", a.state},
                                                         {"country", a.country}})}});
}

Json Told(const OrgMember& m) {
  return WithoutEmptyOnes({{"user_id", m.user_id},
                           {"login", m.login},
                           {"email", m.email},
                           {"name", m.name},
                           {"role", m.role},
                           {"last_seen_at", m.last_seen_at},
                           {"is_disabled", m.is_disabled}});
}

Json Told(const MemberChoice& m) { return {{"user_id", m.user_id}, {"login", m.login}}; }

Json Told(const Team& t) {
  return WithoutEmptyOnes({{"id", t.id},
                           {"uid", t.uid},
                           {"org_id", t.org_id},
                           {"name", t.name},
                           {"email", t.email},
                           {"member_count", t.member_count}});
}

Json Told(const TeamMember& m) {
  return WithoutEmptyOnes(
      {{"user_id", m.user_id}, {"login", m.login}, {"email", m.email}, {"name", m.name}, {"is_admin", m.is_admin}});
}

Json Told(const Preferences& p) {
  return WithoutEmptyOnes({{"theme", p.theme},
                           {"timezone", p.timezone},
                           {"week_start", p.week_start},
                           {"home_dashboard_uid", p.home_dashboard_uid},
                           {"home_dashboard_id", p.home_dashboard_id},
                           {"language", p.language},
                           {"locale", p.locale},
                           {"query_history_tab", p.query_history_tab}});
}

Json Told(const Quota& q) { return {{"target", q.target}, {"limit", q.limit}, {"used", q.used}}; }

Json Told(const ManagedPermission& p) {
  return WithoutEmptyOnes({{"id", p.id},
                           {"user_id", p.user_id},
                           {"user_login", p.user_login},
                           {"team_id", p.team_id},
                           {"team", p.team},
                           {"built_in_role", p.built_in_role},
                           {"actions", p.actions},
                           {"permission", p.permission},
                           {"is_managed", p.is_managed}});
}

Json Told(const PermissionLevels& l) {
  return WithoutEmptyOnes(
      {{"levels", l.levels}, {"users", l.users}, {"teams", l.teams}, {"built_in_roles", l.built_in_roles}});
}

Json Told(const Health& h) {
  return WithoutEmptyOnes({{"version", h.version}, {"commit", h.commit}, {"database", h.database}});
}

}  // namespace grafake
