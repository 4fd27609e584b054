#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "server/releases/document_refusals.h"
#include "server/releases/refusal.h"
#include "server/releases/sign_in_refusals.h"

namespace grafake::server {

// How the body of a refusal is written. Obeyed by Answers.
struct RefusalForm {
  std::string_view trace_id = "00000000000000000000000000000000";
  bool extra_of_callers =
      false;                    // with a messageId, what is said before any handler begins with "extra", which is null
  bool causes_shown = true;     // what is traced tells its cause where app_mode is not production
  bool handlers_traced = true;  // what handlers say carries a traceID where the refusal is traced
  bool handlers_code_first =
      false;  // with a messageId, what handlers say has statusCode, messageId, message in this order
};

inline constexpr std::string_view kPastLastDay =
    "The expiration date input exceeds the limit for service account access tokens expiration date";

// What one release answers when something is refused: the only place where status and text of refusals stand.
// What stands here holds unless a release's own file says otherwise.
struct Refusals : SignInRefusals, DocumentRefusals {
  RefusalForm form;

  // Of every route
  Refusal unauthorized{401, "Unauthorized"};
  Refusal anonymous_refused{401, "Unauthorized"};
  Refusal permission_denied{403, "Permission denied"};
  Refusal not_found{404, "Not found"};
  Refusal avatar_not_found{404, "Avatar not found"};
  Refusal unknown_sorting{400, "BadRequest", false, "unknown sorting option"};
  Refusal role_too_high{403, "Cannot assign a role higher than user's role"};
  Refusal bad_request_data{400, "bad request data", true};
  Refusal member_too_long{413, "A member of the body is longer than [grafake] max_member_bytes allows"};

  Refusal no_policy{500, "CSP template has to be configured"};

  // Signing in
  Refusal sign_in_failed{500, "Error while signing in user", true};
  Refusal logout_failed{500, "Failed to logout user", true};
  Refusal invalid_key{401, kInvalidKey, true};
  Refusal unknown_key{500, kInvalidKey, true};   // not found is a failed look-up to Grafana
  Refusal wrong_secret{401, kInvalidKey, true};  // of a key that is known
  Refusal expired_key{401, "Expired API key"};
  Refusal revoked_key{401, "Revoked token"};
  Refusal account_disabled{401, "Service account is disabled"};
  Refusal key_of_other_org{401, "API key does not belong to the requested organization", true,
                           "api-key.organization-mismatch"};
  Refusal account_missing{500, "Unable to link API key to service account", true};
  Refusal too_busy{503, "too many tokens are being checked"};  // [grafake] token_hash = pbkdf2 only
  Refusal invalid_render_key{401, "Invalid Render Key"};
  Refusal invalid_basic_header{401, "Invalid Basic Auth Header", true};
  Refusal wrong_password{401, "invalid username or password", true};
  Refusal no_password{401, "invalid username or password", true};  // an empty one
  Refusal too_many_passwords{401, "invalid username or password", true};
  Refusal user_disabled{401, "invalid username or password", true};

  // Sessions
  Refusal session_unknown{401, "Unauthorized", true};
  Refusal session_due{401, "Unauthorized", true, "session.token.rotate"};
  Refusal rotation_refused{401, "Unauthorized"};
  Refusal sessions_not_listed{403, "entity not allowed to get tokens"};      // of those who can have none
  Refusal sessions_not_revoked{403, "entity not allowed to revoke tokens"};  // by those who can have none
  Refusal ping_refused{401, "Unauthorized"};
  Refusal bad_login_data{400, "bad login data", true};
  Refusal login_disabled{401, "Login is disabled"};
  Refusal login_has_no_provider{500, "No authorization providers enabled", true};
  Refusal login_failed{401, "Invalid username or password", true};
  Refusal login_too_often{401, "Invalid username or password", true};
  Refusal login_of_disabled{401, "Invalid username or password", true};
  Refusal session_active{400, "Cannot revoke active user auth token"};
  Refusal session_not_found{404, "User auth token not found", true};
  Refusal session_revoke_failed{500, "Failed to revoke user auth token", true};

  // Service accounts
  Refusal account_bad_request{400, "Bad request data", true};
  Refusal account_id_invalid{400, "Service Account ID is invalid", true};
  Refusal account_delete_id_invalid{400, "serviceAccountId is invalid", true};
  Refusal account_role_too_high{403, "Cannot assign a role higher than user's role"};
  Refusal account_duplicate{400, "Failed due to %s", true};
  Refusal account_create_failed{500, "Failed to create service account", true};
  Refusal account_not_found{404, "Failed to retrieve service account", true};
  Refusal account_zero{404, "Failed to retrieve service account", true};  // nothing has that id
  Refusal account_update_zero{404, "Failed to retrieve service account", true};
  Refusal account_delete_not_found{500, "Service account deletion error", true};
  Refusal account_delete_zero{500, "Service account deletion error", true};
  Refusal account_update_failed{500, "Failed update service account", true};
  Refusal account_delete_failed{500, "Service account deletion error", true};
  Refusal account_name_reserved{400, "only external service account names can be prefixed with 'extsvc-'", true,
                                "extsvcaccounts.ErrInvalidName"};
  Refusal account_external_update{400, "external service account cannot be updated", true,
                                  "extsvcaccounts.ErrCannotBeUpdated"};
  Refusal account_external_delete{400, "external service account cannot be deleted", true,
                                  "extsvcaccounts.ErrCannotBeDeleted"};
  Refusal token_external_create{400, "cannot add external service account token", true,
                                "extsvcaccounts.ErrCannotCreateToken"};
  Refusal token_external_delete{400, "cannot delete external service account token", true,
                                "extsvcaccounts.ErrCannotDeleteToken"};

  // Tokens
  Refusal token_id_invalid{400, "Token ID is invalid", true};
  Refusal lifetime_missing{400, "Number of seconds before expiration should be set"};
  Refusal lifetime_too_long{400, "Number of seconds before expiration is greater than the global limit"};
  Refusal lifetime_past_last_day{400, kPastLastDay, false, {}, true};
  Refusal lifetime_endless{
      400, "Cannot create token with no expiration date when service_accounts.token_expiration_day_limit is set"};
  Refusal token_lifetime_negative{400, "service account token not found"};
  Refusal token_name_taken{409, "service account token {} already exists in the organization"};
  Refusal token_create_failed{500, "Failed to add API Key", true};
  Refusal token_not_found{404, "Failed to delete API key", true};
  Refusal token_zero{404, "Failed to delete API key", true};
  Refusal token_delete_failed{500, "Failed to delete API key", true};
  Refusal key_create_failed{500, "Failed to add API Key", true};
  Refusal keys_removed{410,
                       "this endpoint has been removed, please use POST /api/serviceaccounts and POST "
                       "/api/serviceaccounts/{id}/tokens instead"};
  Refusal key_name_taken{409, "API key, organization ID and name must be unique"};
  Refusal key_lifetime_negative{400, "negative value for SecondsToLive"};
  Refusal key_delete_failed{500, "Failed to delete API key", true};
  Refusal key_not_found{404, "Failed to delete API key", true};

  // API keys that become tokens of service accounts, and back
  Refusal migration_failed{500, "Internal server error", true};
  Refusal migrated_key_invalid{400, "Key ID is invalid", true};
  Refusal key_conversion_failed{500, "Error converting API key", true};
  Refusal reverted_key_invalid{400, "key ID is invalid", true};
  Refusal reverted_account_invalid{400, "service account ID is invalid", true};
  Refusal key_revert_failed{500, "error reverting to API key", true};

  // Users
  Refusal id_invalid{400, "id is invalid", true};
  Refusal user_id_invalid{400, "userId is invalid", true};
  Refusal user_uid_unknown{404, "User not found"};
  Refusal user_not_found{404, "user not found"};
  Refusal only_for_users{403, "Endpoint only available for users"};
  Refusal no_such_user{404, "User not found", true};  // of the routes about sessions
  Refusal user_ambiguous{409, "User has conflicting login or email with another user. Please contact server admin",
                         true};  // there, too
  Refusal user_unreadable{500, "Could not read user from database", true};
  Refusal user_unnamed{400, "Validation error, need to specify either username or email"};
  Refusal user_update_failed{500, "Failed to update user", true};
  Refusal user_conflict{409, "Update would result in user login conflict", true};
  Refusal not_a_valid_org{401, "Not a valid organization"};
  Refusal role_externally_synced{403, "cannot change role for externally synced user", false, "org.externallySynced"};
  Refusal own_login_of_proxy{400, "Not allowed to change username when auth proxy is using username property"};
  Refusal own_email_of_proxy{400, "Not allowed to change email when auth proxy is using email property"};
  Refusal own_password_of_proxy{400, "Not allowed to change password when LDAP or Auth Proxy is enabled"};
  Refusal external_user_frozen{403, "Cannot update external User"};
  Refusal own_password_wrong{401, "Invalid old password"};
  Refusal own_password_short{400, "New password is too short"};
  Refusal password_weak{400, "New password doesn't comply with the password policy", false,
                        "password.password-policy-infringe"};
  Refusal own_password_failed{500, "Failed to change user password", true};

  // Forgotten passwords
  Refusal reset_behind_proxy{401, "Not allowed to reset password when LDAP or Auth Proxy is enabled"};
  Refusal reset_login_disabled{401, "Not allowed to reset password when login form is disabled"};
  Refusal reset_user_unknown{200, "Email sent", true};
  Refusal reset_not_sent{500, "Failed to send email", true};
  Refusal reset_code_invalid{400, "Invalid or expired reset password code"};

  // Users, by an admin
  Refusal new_user_unnamed{400, "Validation error, need specify either username or email"};
  Refusal new_user_password_short{400, "Password is missing or too short"};
  Refusal new_user_org_missing{400, "organization not found"};
  Refusal new_user_failed{500, "failed to create user", true};
  Refusal password_short{400, "New password too short"};
  Refusal password_user_unknown{500, "Could not read user from database", true};
  Refusal password_failed{500, "Failed to update user password", true};
  Refusal last_grafana_admin{400, "cannot remove last grafana admin"};
  Refusal admin_failed{500, "Failed to update user permissions", true};
  Refusal user_delete_failed{500, "Failed to delete user", true};
  Refusal user_disable_failed{500, "Failed to disable user", true};
  Refusal user_enable_failed{500, "Failed to enable user", true};
  Refusal external_user_disable{500, "Could not disable external user"};
  Refusal external_user_enable{500, "Could not enable external user"};
  Refusal own_logout{400, "You cannot logout yourself"};

  // Teams; those that only [rbac] enabled = false gives end in _denied
  Refusal team_id_invalid{400, "teamId is invalid", true};
  Refusal team_not_found{404, "Team not found", true};
  Refusal team_zero{404, "Team not found", true};  // nothing has that id
  Refusal team_missing{404, "Team not found"};
  Refusal new_team_taken{409, "Team name taken", true};
  Refusal team_taken{400, "Team name taken", true};
  Refusal team_create_failed{500, "Failed to create Team", true};
  Refusal team_update_failed{500, "Failed to update Team", true};
  Refusal team_delete_not_found{404, "Failed to delete Team. ID not found"};
  Refusal team_delete_failed{500, "Failed to delete Team", true};
  Refusal team_member_known{400, "User is already added to this team"};
  Refusal team_member_add_failed{500, "Failed to add Member to Team", true};
  Refusal team_member_missing{404, "Team member not found."};
  Refusal team_member_not_found{404, "Team member not found"};
  Refusal team_member_update_failed{500, "Failed to update team member.", true};
  Refusal team_member_remove_failed{500, "Failed to remove Member from Team", true};
  Refusal team_members_user_unknown{404, "user not found"};
  Refusal team_members_set_failed{500, "Failed to update team memberships", true};
  Refusal team_update_denied{403, "Not allowed to update team", true};
  Refusal team_delete_denied{403, "Not allowed to delete team", true};
  Refusal team_members_denied{403, "Not allowed to list team members", true};
  Refusal team_member_add_denied{403, "Not allowed to add team member", true};
  Refusal team_member_update_denied{403, "Not allowed to update team member", true};
  Refusal team_member_remove_denied{403, "Not allowed to remove team member", true};
  Refusal team_preferences_denied{403, "Not allowed to view team preferences.", true};
  Refusal team_preferences_update_denied{403, "Not allowed to update team preferences.", true};
  Refusal managed_user_invalid{400, "userID is invalid", true};
  Refusal managed_set_failed{400, "failed to set user permission", true};
  Refusal managed_dashboard_missing{404, "Resource not found", true};
  Refusal managed_folder_missing{404, "NotFound", true, "folder.notFound"};
  Refusal managed_permissions_unread{500, "failed to get permissions", true};
  Refusal managed_team_invalid{400, "teamID is invalid", true};
  Refusal managed_team_set_failed{400, "failed to set team permission", true};
  Refusal managed_role_set_failed{400, "failed to set role permission", true};
  Refusal managed_document_missing{404, "NotFound", true, "folder.notFound"};
  Refusal managed_role_unknown{.status = 400,
                               .message = "built-in role [{}] is not valid",
                               .message_id = "accesscontrol.invalidBuiltInRole",
                               .extra_name = "builtInRole",
                               .extra_value = "{}"};
  Refusal managed_sets_failed{400, "failed to set permissions", true};
  Refusal managed_list_unreadable{400, "bad request data", true};
  Refusal managed_level_unknown{.status = 400,
                                .message = "Permission [{}] is invalid for this resource type",
                                .message_id = "resourcePermissions.invalidPermission",
                                .extra_name = "permission",
                                .extra_value = "{}"};
  Refusal managed_roles_not_taken{.status = 400,
                                  .message = "Assignment [builtInRoles] is invalid for this resource type",
                                  .message_id = "resourcePermissions.invalidAssignment",
                                  .extra_name = "assignment",
                                  .extra_value = "builtInRoles"};
  Refusal managed_user_unknown{.status = 400,
                               .message = "user not found",
                               .message_id = "accesscontrol.assignmentEntityNotFound",
                               .extra_name = "assignment",
                               .extra_value = "user"};
  Refusal managed_team_unknown{.status = 400,
                               .message = "team not found",
                               .message_id = "accesscontrol.assignmentEntityNotFound",
                               .extra_name = "assignment",
                               .extra_value = "team"};

  Refusal permissions_unread{500, "could not get org user permissions", true};

  // Data sources
  Refusal data_source_id_invalid{400, "id is invalid"};
  Refusal data_source_id_missing{400, "Datasource id is missing"};
  Refusal data_source_id_unfit{400, "Missing valid datasource id"};  // of one to delete
  Refusal data_source_not_found{404, "Data source not found"};
  Refusal data_source_name_taken{409, "data source with the same name already exists", true};
  Refusal data_source_uid_taken{409, "data source with the same uid already exists", true};
  Refusal data_source_name_invalid{400, "Invalid datasource name.", false, "datasource.nameInvalid"};
  Refusal data_source_uid_invalid{400, "Invalid datasource UID.", false, "datasource.uidInvalid"};
  Refusal data_source_url_invalid{400, "Validation error, invalid URL", true};
  Refusal data_source_create_failed{500, "Failed to add datasource", true};
  Refusal data_source_update_failed{500, "Failed to update datasource", true};
  Refusal data_source_update_fixed{403, "Cannot update read-only data source"};
  Refusal data_source_delete_failed{500, "Failed to delete datasource", true};
  Refusal data_source_delete_fixed{403, "Cannot delete read-only data source"};

  Refusal provisioning_failed{500, "Internal Server Error", true};

  Refusal playlist_not_found{404, "Playlist not found", true};
  Refusal playlist_create_failed{500, "Failed to create playlist", true};
  Refusal playlist_update_failed{500, "Failed to save playlist", true};
  Refusal playlist_delete_failed{500, "Failed to delete playlist", true};

  // What data sources are asked for
  Refusal proxied_id_invalid{400, "id is invalid", true};
  Refusal proxied_not_found{404, "Unable to find datasource", true};
  Refusal proxied_post{403, "non allow-listed POSTs not allowed on proxied Prometheus datasource"};
  Refusal proxied_target_refused{403, "Data proxy hostname and ip are not included in whitelist"};
  Refusal proxied_target_invalid{403, "target URL is not a valid target"};  // behind the one before
  Refusal health_not_served{404, "Not found", true};
  Refusal health_source_missing{500, "Unable to load datasource metadata", true};
  Refusal resources_source_missing{500, "Unable to load datasource meta data", true};
  Refusal plugin_failed{500, "An error occurred within the plugin", false, "plugin.requestFailureError"};
  Refusal query_without_queries{500, "Query data error", true};
  Refusal query_failed{500, "Query data error", true};
  Refusal query_source_missing{404, "Data source not found", true};

  // Quotas and preferences
  Refusal org_quotas_off{404, "Quotas not enabled"};
  Refusal user_quotas_off{404, "Quotas not enabled"};
  Refusal quota_setting_off{404, "Quotas not enabled"};
  Refusal quota_id_invalid{400, "id is invalid", true};
  Refusal org_quota_id_invalid{400, "orgId is invalid", true};
  Refusal quota_body_invalid{400, "bad request data", true};
  Refusal quota_target_unknown{404, "Invalid quota target"};
  Refusal quota_update_failed{500, "Failed to update org quotas", true};
  Refusal preferences_failed{500, "Failed to save preferences", true};
  Refusal theme_invalid{400, "Invalid theme"};
  Refusal dashboard_not_found{404, "Dashboard not found", true};

  // Organisations and their members
  Refusal org_id_invalid{400, "orgId is invalid", true};
  Refusal org_not_found{404, "Organization not found", true};
  Refusal org_name_taken{400, "Organization name taken", true};
  Refusal new_org_name_taken{409, "Organization name taken", true};
  Refusal new_org_denied{403, "Access denied"};
  Refusal org_create_failed{500, "Failed to create organization", true};
  Refusal address_update_failed{500, "Failed to update org address", true};
  Refusal help_flag_failed{500, "Failed to update help flag", true};
  Refusal active_org_failed{500, "Failed to change active organization", true};
  Refusal org_update_failed{500, "Failed to update organization", true};
  Refusal org_is_own{400, "Can not delete org for current user"};
  Refusal org_delete_not_found{404, "Failed to delete organization. ID not found"};
  Refusal member_not_found{404, "User not found"};
  Refusal member_known{409, "User is already member of this organization"};
  Refusal member_add_failed{500, "Could not add user to organization", true};
  Refusal last_admin_demoted{400, "Cannot change role so that there is no organization admin left"};
  Refusal member_update_failed{500, "Failed update org user", true};
  Refusal last_admin_removed{400, "Cannot remove last organization admin"};
  Refusal member_remove_failed{500, "Failed to remove user from organization", true};
};

// A refusal whose message holds what the client sent.
struct NamingRefusal {
  int status;
  std::string message;
  bool traced = false;
  std::string_view message_id = {};
  std::string_view extra_name = {};
  std::string extra_value = {};

  // For as long as this lives.
  [[nodiscard]] Refusal AsRefusal() const {
    return {.status = status,
            .message = message,
            .traced = traced,
            .message_id = message_id,
            .extra_name = extra_name,
            .extra_value = extra_value};
  }
};

// The name goes where "{}" stands, when it stands there.
[[nodiscard]] inline NamingRefusal Naming(const Refusal& refusal, std::string_view name) {
  const auto named = [&](std::string_view pattern) {
    std::string text(pattern);
    if (const auto place = text.find("{}"); place != std::string::npos) text.replace(place, 2, name);
    return text;
  };
  return {refusal.status,     named(refusal.message), refusal.traced,
          refusal.message_id, refusal.extra_name,     named(refusal.extra_value)};
}

[[nodiscard]] inline NamingRefusal QuotaReached(std::string_view target) {
  return {403, std::string(target) + " Quota reached"};
}

[[nodiscard]] inline NamingRefusal UserTaken(std::string_view email, std::string_view login) {
  return {412, "User with email '" + std::string(email) + "' or username '" + std::string(login) + "' already exists",
          true};
}

}  // namespace grafake::server
