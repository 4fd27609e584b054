#include "conformance/suite/catalogue.h"

#include <fnmatch.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "conformance/cases/cases.h"
#include "conformance/cases/measured_claims.h"
#include "conformance/client_cases/client_cases.h"
#include "conformance/suite/release.h"

namespace grafake::conformance {
namespace {

void Check(const std::vector<Case>& cases) {
  std::set<std::string> ids;
  for (const Case& test : cases) {
    if (!ids.insert(test.id).second) throw std::logic_error("the id " + test.id + " stands twice");
    (void)Releases(test.releases);
  }
}

bool Matches(const Case& test, const std::string& pattern) {
  return fnmatch(pattern.c_str(), test.id.c_str(), 0) == 0 || pattern == test.id.substr(0, test.id.rfind('-'));
}

}  // namespace

std::vector<Case> AllCases() {
  std::vector<Case> all;
  for (const auto subject : {AccountCases,      AccountSearchCases, AccountUpdateCases,
                             TokenCases,        TokenLifeCases,     AuthenticationCases,
                             PermissionCases,   OrgCases,           UserCases,
                             TeamCases,         ApiKeyCases,        ToggleCases,
                             HttpCases,         SignInCases,        SettingCases,
                             ReleaseCases,      ReleaseTokenCases,  FolderCases,
                             DashboardCases,    DashboardWallCases, DataSourceCases,
                             AnnotationCases,   SharedPartCases,    RouteCases,
                             ProxyCases,        JwtCases,           SignUpCases,
                             ProvisioningCases, AccountClientCases, TokenClientCases,
                             PeopleClientCases, ErrorClientCases}) {
    std::vector<Case> cases = subject();
    std::ranges::move(cases, std::back_inserter(all));
  }
  for (Case& test : all) test.releases = WithMeasured(test.id, test.releases);
  Check(all);
  return all;
}

std::vector<Case> Selected(std::vector<Case> cases, const std::vector<std::string>& patterns) {
  std::erase_if(cases, [&](const Case& test) {
    return !patterns.empty() &&
           std::ranges::none_of(patterns, [&](const auto& pattern) { return Matches(test, pattern); });
  });
  return cases;
}

}  // namespace grafake::conformance
