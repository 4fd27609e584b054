#pragma once

#include "grafake/current_org.h"
#include "grafake/preferences.h"
#include "grafake/quotas.h"
#include "grafake/sessions.h"
#include "grafake/teams.h"
#include "grafake/users.h"
#include "src/request.h"

namespace grafake {

// Read what several resources answer. All throw std::exception when the JSON does not fit.
[[nodiscard]] Organization OrganizationOf(const Json& object);
[[nodiscard]] OrgMember OrgMemberOf(const Json& object);
[[nodiscard]] User UserOf(const Json& object);
[[nodiscard]] UserOrg UserOrgOf(const Json& object);
[[nodiscard]] Team TeamOf(const Json& object);
[[nodiscard]] Preferences PreferencesOf(const Json& object);
[[nodiscard]] Quota QuotaOf(const Json& object);
[[nodiscard]] Session SessionOf(const Json& object);

// The login to send with a change of a user: without one Grafana makes the e-mail the login, so `read` says what it is.
template <class Read>
Result<std::string> LoginFor(const std::optional<std::string>& changed, Read read) {
  if (changed && !changed->empty()) return *changed;
  return read().map([](const User& user) { return user.login; });
}

// The bodies of requests that several resources make.
[[nodiscard]] Json BodyOf(const OrgAddress& address);
[[nodiscard]] Json BodyOf(const Preferences& preferences);
[[nodiscard]] Json BodyOf(const PreferencesChange& change);

}  // namespace grafake
