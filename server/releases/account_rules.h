#pragma once

#include <string_view>

namespace grafake::server {

// What becomes of the role and the state that the maker of a service account asks for. Obeyed by Accounts::Create, and
// by AccountsApi, which reads the fields.
enum class AccountCreation {
  kAsMembersCome,  // nothing: it comes as any new member does, by [users] auto_assign_org and its neighbours
  kAsAsked,        // it has them, in the org of its maker, who gives no more than he has
};

// What answers about service accounts and their tokens hold.
struct AccountAnswers {
  bool made_with_role = false;        // one just made shows its role, instead of an empty text
  bool made_with_org = true;          // … and its org, instead of -1
  bool changed_in_message = false;    // one just changed stands in an object beside a message
  bool tokens_with_last_use = false;  // tokens in a list show when they were used last, which then is kept
  bool read_with_tokens = false;      // one that is read shows how many tokens it has, when there are any
  bool with_team_names = false;       // one that is read or changed shows the names of its teams, instead of null
  std::string_view token_deleted = "API key deleted";
};

}  // namespace grafake::server
