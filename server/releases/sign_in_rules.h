#pragma once

namespace grafake::server {

// What becomes of a session's cookie that is worth nothing: unknown, too old, revoked. Obeyed by Authentication.
enum class WorthlessCookie {
  kStays,  // nobody says so
  kEnds,   // the answer takes it away
};

// Which wanted pages are remembered until somebody has signed in, and where. Obeyed by Pages and LoginApi.
enum class RememberedPages {
  kOfStrangers,          // of those who are sent to sign in, in the cookie redirect_to
  kOfAllRefusedButHome,  // also those that one may not see; the first page never
  kInAddress,            // of strangers, but for the first page: /login?redirectTo=…; no cookie counts
};

// Where ?orgId=N leads who is in that org. Obeyed by Redirects.
enum class OrgSwitchTarget {
  kRootUrl,       // to the path below root_url
  kRelativePath,  // to the path without its first slash, which a browser takes from where it is
  kPath,          // to the path
};

// What one may do in one's own org, on routes that ask for it in no org, or in one that the path names. Obeyed by
// Authorization.
enum class OwnOrg {
  kIsAsAnyOther,   // it is looked up where it is named, and counts nowhere else
  kStandsForAll,   // it counts where none counts, and where it is named
  kCountsIfNamed,  // it counts where it is named; who is no user holds nothing elsewhere
};

// What becomes of a request whose credential is worth nothing. Obeyed by Authentication and Authorization.
enum class WrongCredential {
  kRefusedAtOnce,  // whatever it asks for
  kCountsAsNone,   // the next way is tried; who is nobody in the end hears of it where he must be somebody
};

// Where an anonymous caller who asks to sign in, or for another org, counts as a stranger. Obeyed by Authorization.
enum class ForcedSignIn {
  kWhereSignInIsAsked,
  kWherePermissionsAreToo,  // he is told so, and what he lacks in a second object behind the first
};

// Sessions of browsers. Obeyed by Authentication, SessionsApi, SessionRotationApi and LoginApi.
struct SessionRules {
  bool replaced_on_demand = false;      // an old token is refused until /api/user/auth-tokens/rotate has replaced it;
                                        // otherwise any answer brings the new one
  bool demand_may_be_early = true;      // it replaces tokens before their time, too
  bool lists_name_module = false;       // who has let somebody in, which is empty for Grafana itself
  bool answers_tell_next_page = false;  // who signs in always hears where to go, home if nowhere else
};

// What service accounts and API keys hear. Obeyed by Authentication, CurrentUserApi, SessionsApi and TeamsApi.
struct MachineRules {
  bool keep_to_their_org = false;  // one that asks for another is refused
  bool are_no_users = false;       // most of /api/user is not for them, and /api/user tells them who they are
  bool with_provisioning = false;  // … and that no other system has made them
};

}  // namespace grafake::server
