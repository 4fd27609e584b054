#pragma once

#include <optional>
#include <string>

#include "server/domain/principal.h"
#include "server/domain/users.h"
#include "server/http/answers.h"
#include "server/http/pages.h"
#include "server/http/url.h"
#include "server/releases/sign_in_rules.h"

namespace grafake::server {

struct RedirectSettings {
  std::string root_url;         // [server] root_url, ending in '/'
  std::string domain;           // [server] domain
  bool enforce_domain = false;  // [server] enforce_domain
  OrgSwitchTarget org_switch = OrgSwitchTarget::kRootUrl;
};

// The two redirects that stand before the routes. Thread-safe.
class Redirects {
 public:
  Redirects(const Answers& answers, const Pages& pages, Users& users, RedirectSettings settings)
      : answers_(answers), pages_(pages), users_(users), settings_(std::move(settings)) {}

  // ?orgId=N of another org: it becomes the caller's current one, and the same address is shown again. Not for those
  // who are not in it: 404.
  [[nodiscard]] std::optional<Response> ToOrg(const Request& request, const Query& query, const Principal& caller);

  // A request under a name that is not the domain.
  [[nodiscard]] std::optional<Response> ToDomain(const Request& request) const;

 private:
  // What stands before the path in the address to which ?orgId leads.
  [[nodiscard]] std::string SwitchedBase() const;
  [[nodiscard]] Response NotInOrg(const Request& request) const;
  // False when the caller is not in the org, or it cannot be written down.
  [[nodiscard]] bool Switch(std::int64_t user, std::int64_t org) const;

  const Answers& answers_;
  const Pages& pages_;
  Users& users_;
  RedirectSettings settings_;
};

}  // namespace grafake::server
