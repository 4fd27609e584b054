#pragma once

#include <string>
#include <string_view>

namespace grafake::server {

// How one refusal looks to a client.
struct Refusal {
  int status;
  std::string_view message;
  bool traced = false;  // the body carries traceID, and in development the cause
};

// What one release answers when something is refused: the only place where status and text of refusals stand.
// Defaults are Grafana 9.0's.
struct Refusals {
  std::string_view trace_id = "00000000000000000000000000000000";

  // Of every route
  Refusal unauthorized{401, "Unauthorized"};
  Refusal permission_denied{403, "Permission denied"};
  Refusal not_found{404, "Not found"};
  Refusal role_too_high{403, "Cannot assign a role higher than user's role"};
  Refusal bad_request_data{400, "bad request data", true};

  // Signing in
  Refusal invalid_key{401, "invalid API key", true};
  Refusal unknown_key{500, "invalid API key", true};
  Refusal expired_key{401, "Expired API key"};
  Refusal account_disabled{401, "Service account is disabled"};
  Refusal account_missing{500, "Unable to link API key to service account", true};
  Refusal invalid_basic_header{401, "Invalid Basic Auth Header", true};
  Refusal wrong_password{401, "invalid username or password", true};

  // Service accounts
  Refusal account_bad_request{400, "Bad request data", true};
  Refusal account_id_invalid{400, "Service Account ID is invalid", true};
  Refusal account_delete_id_invalid{400, "serviceAccountId is invalid", true};
  Refusal account_duplicate{400, "Failed due to %s", true};
  Refusal account_create_failed{500, "Failed to create service account", true};
  Refusal account_not_found{404, "Failed to retrieve service account", true};
  Refusal account_update_failed{500, "Failed update service account", true};
  Refusal account_delete_failed{500, "Service account deletion error", true};

  // Tokens
  Refusal token_id_invalid{400, "Token ID is invalid", true};
  Refusal lifetime_missing{400, "Number of seconds before expiration should be set"};
  Refusal lifetime_too_long{400, "Number of seconds before expiration is greater than the global limit"};
  Refusal token_lifetime_negative{400, "service account token not found"};
  Refusal key_create_failed{500, "Failed to add API Key", true};
  Refusal key_name_taken{409, "API key, organization ID and name must be unique"};
  Refusal key_lifetime_negative{400, "negative value for SecondsToLive"};
  Refusal key_not_found{404, "Failed to delete API key", true};

  // Users and orgs
  Refusal id_invalid{400, "id is invalid", true};
  Refusal user_not_found{404, "user not found"};
  Refusal org_not_found{404, "Organization not found", true};
};

// The text of a taken token name; the one message that holds what the client sent.
[[nodiscard]] inline std::string TokenNameTaken(std::string_view name) {
  return "service account token " + std::string(name) + " already exists in the organization";
}

}  // namespace grafake::server
