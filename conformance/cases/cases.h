#pragma once

#include <string>
#include <vector>

#include "conformance/suite/case.h"
#include "conformance/suite/session.h"

namespace grafake::conformance {

// The cases, one function and one file a subject.
[[nodiscard]] std::vector<Case> AccountCases();
[[nodiscard]] std::vector<Case> AccountSearchCases();
[[nodiscard]] std::vector<Case> AccountUpdateCases();
[[nodiscard]] std::vector<Case> TokenCases();
[[nodiscard]] std::vector<Case> TokenLifeCases();
[[nodiscard]] std::vector<Case> AuthenticationCases();
[[nodiscard]] std::vector<Case> PermissionCases();
[[nodiscard]] std::vector<Case> OrgCases();
[[nodiscard]] std::vector<Case> UserCases();
[[nodiscard]] std::vector<Case> TeamCases();
[[nodiscard]] std::vector<Case> ApiKeyCases();
[[nodiscard]] std::vector<Case> ToggleCases();
[[nodiscard]] std::vector<Case> HttpCases();
[[nodiscard]] std::vector<Case> SignInCases();
[[nodiscard]] std::vector<Case> SettingCases();
[[nodiscard]] std::vector<Case> ReleaseCases();
[[nodiscard]] std::vector<Case> ReleaseTokenCases();
[[nodiscard]] std::vector<Case> FolderCases();
[[nodiscard]] std::vector<Case> DashboardCases();
[[nodiscard]] std::vector<Case> DashboardWallCases();
[[nodiscard]] std::vector<Case> DataSourceCases();
[[nodiscard]] std::vector<Case> AnnotationCases();
[[nodiscard]] std::vector<Case> SharedPartCases();
[[nodiscard]] std::vector<Case> RouteCases();
[[nodiscard]] std::vector<Case> ProxyCases();
[[nodiscard]] std::vector<Case> JwtCases();
[[nodiscard]] std::vector<Case> SignUpCases();
[[nodiscard]] std::vector<Case> ProvisioningCases();

inline constexpr Level kMust = Level::kMust;
inline constexpr Level kShould = Level::kShould;
inline constexpr Level kObserved = Level::kObserved;

// Where a wrong password by Basic is 401: from 9.5 to 10.1 it is 400, and between 10.1 and 11.5 nobody has looked.
inline constexpr const char* kBasicIs401 = "8.5..9.4, 11.5..";

// The member that errors with a cause carry while nothing is traced.
inline const std::string kTrace = R"(,"traceID":"00000000000000000000000000000000"})";

// The exact body of an error with a cause, in 8.5 to 9.1.
inline std::string Traced(const std::string& message) { return "{\"message\":\"" + message + "\"" + kTrace; }

// The shared server's own configuration, for cases that need a fresh one or change a part of it.
inline ServerSettings WithToggle(const std::string& ini = "") {
  return {.environment = {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}, .ini = ini};
}

}  // namespace grafake::conformance
