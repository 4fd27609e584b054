#pragma once

#include <cstdint>
#include <string_view>

namespace grafake::server {

// What is said of keys for JWTs that cannot be read. Obeyed by ReadKeySet.
struct KeyWords {
  std::string_view prefix = "square/go-jose: ";
  bool unknown_kind_named = true;  // "unknown json web key type 'X'"
  bool audience_named = false;     // the type of an expected audience that is no text; otherwise it is called a string
};

// When a JWT signs in, beside the others. Obeyed by Authentication.
enum class JwtTurn {
  kLast,   // when no other way has found its credential
  kFirst,  // before all others; a bad one leaves the turn to them
};

// What is remembered of whom a proxy has named. Obeyed by ProxySignIn.
enum class ProxyMemory {
  kEachHeaders,  // each combination of the headers' values on its own; a time of 0 or less is for ever
  kLastHeaders,  // of each user's name the last one; a time of 0 is none at all
};

// Those for whom a proxy or a JWT vouches.
struct ExternalRules {
  JwtTurn jwt_turn = JwtTurn::kLast;
  ProxyMemory proxy_memory = ProxyMemory::kEachHeaders;
  std::int64_t unfit_sync_minutes = 0;    // of a [auth.proxy] sync_ttl that is no number
  bool odd_whitelist_ends_proxy = false;  // one that cannot be read: the header is ignored; otherwise each one refused
  bool gone_users_stay_gone = false;      // who is remembered and was deleted is refused; otherwise he is made anew
  bool disabled_are_refused = false;      // otherwise who is disabled gets in
  bool jwt_may_be_json = true;            // the JSON serialisation of RFC 7515
  bool jwt_may_follow_bearer = false;     // "Bearer " before it is passed over
  bool jwt_is_looked_at_first = false;    // what shows at once to be none, or has no subject, counts as none
  bool jwt_gives_role = false;            // the one for new users, when it says none; other orgs go
  bool jwt_knows_accounts = true;         // without sign-up, one with the login of a service account signs that in
  bool jwt_always_syncs = false;          // without sign-up too
  bool login_may_be_mail = false;         // who is made without a login gets his email; otherwise it stays empty
  bool jwt_fallen_is_nobody = true;       // whose sign-up fails is a stranger; otherwise he is refused
  KeyWords key_words;
};

// How lists and answers call those ways, and what the users whom they have let in may not do. Obeyed by what shows and
// changes users.
struct ExternalLabels {
  std::string_view proxy = "OAuth";
  std::string_view jwt = "OAuth";
  std::string_view proxy_in_lists = "OAuth";
  std::string_view jwt_in_lists = "JWT";
  bool in_members = false;        // members of orgs have them too
  bool jwt_gives_admin = false;   // … and whether he is a Grafana Admin
  bool jwt_syncs_roles = false;   // who comes by JWT has his role from there, and nobody else changes it
  bool passwords_frozen = true;   // behind a proxy nobody changes his password, or has it sent
  bool jwt_users_frozen = false;  // nobody changes the data of who comes by JWT
};

}  // namespace grafake::server
