#pragma once

namespace grafake::server {

// What becomes of a session's cookie that is worth nothing: unknown, too old, revoked. Obeyed by Authentication.
enum class WorthlessCookie {
  kStays,  // nobody says so
  kEnds,   // the answer takes it away
};

// Which wanted pages the cookie redirect_to remembers. Obeyed by Pages.
enum class RememberedPages {
  kOfStrangers,          // of those who are sent to sign in
  kOfAllRefusedButHome,  // also those that one may not see; the first page never
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

}  // namespace grafake::server
