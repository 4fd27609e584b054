#pragma once

#include <chrono>
#include <cstddef>
#include <limits>
#include <string_view>

namespace grafake::server {

// What becomes of the role and the state that the maker of a service account asks for. Obeyed by Accounts::Create, and
// by AccountsApi, which reads the fields.
enum class AccountCreation {
  kAsMembersCome,  // nothing: it comes as any new member does, by [users] auto_assign_org and its neighbours
  kAsAsked,        // it has them, in the org of its maker, who gives no more than he has
};

// What the login of a service account is made of, beside "sa-". Obeyed by Accounts::Create.
enum class AccountLogins {
  kOfName,        // so no two of all orgs have the same name
  kOfOrgAndName,  // so another org may have one of that name
};

// What answers about service accounts and their tokens hold.
struct AccountAnswers {
  bool made_with_role = false;          // one just made shows its role, instead of an empty text
  bool made_with_org = true;            // … and its org, instead of -1
  bool changed_in_message = false;      // one just changed stands in an object beside a message
  bool tokens_with_last_use = false;    // tokens in a list show when they were used last, which then is kept
  bool tokens_with_revocation = false;  // … and whether they were revoked, which only a scanner for leaks does; such
                                        // are refused, by TokenSignIn
  std::size_t most_tokens = std::numeric_limits<std::size_t>::max();  // so many of one account are listed and counted
  bool last_use_is_kept = true;            // otherwise the time of the last use stays unknown
  std::chrono::seconds last_use_stays{1};  // so old it is at most: a use within is not noted
  bool read_with_tokens = false;           // one that is read shows how many tokens it has, when there are any
  bool with_team_names = false;            // one that is read or changed shows the names of its teams, instead of null
  std::string_view token_deleted = "API key deleted";
};

// How long tokens may live. Obeyed by LifetimeLimit.
struct TokenLifetimes {
  bool days_are_limited = false;  // [service_accounts] token_expiration_day_limit
  bool must_end = false;          // … and with it every token ends
};

// API keys. Obeyed by ApiKeysApi and TokenSignIn.
struct ApiKeyRules {
  bool exist = true;
  bool sign_in = true;      // otherwise one that is no token of a service account is worth nothing
  bool can_be_made = true;  // otherwise whoever asks is told what took their place
};

// API keys can be made tokens of service accounts. Obeyed by KeyMigrationApi, and by Instance when it starts.
struct KeyMigrationRules {
  bool exist = false;
  bool can_be_undone = true;  // tokens become keys again, the keys can be hidden, and whether all are done is asked for
  bool at_start = false;      // those that an earlier release has left are migrated before anything is served
  bool counted = false;       // who has all migrated is told how many were
};

// Permissions on single service accounts, /api/access-control/serviceaccounts, and what they are worth. Obeyed by
// AccountStore, PermissionStore, AccountsApi and AccountPermissionsApi.
struct AccountPermissions {
  bool exist = false;              // and who makes an account is given all of them on it
  bool given_to_accounts = true;   // also when a service account has made it
  bool count = false;              // they are part of what one may do
  bool end_with_account = false;   // nobody holds any on an account that was deleted
  bool admins_are_listed = false;  // lists show that the org's admins hold all, by their role
};

}  // namespace grafake::server
