#pragma once

#include "server/releases/refusal.h"

namespace grafake::server {

// What is refused about folders, dashboards and what belongs to them. A part of Refusals.
struct DocumentRefusals {
  // Folders
  Refusal folder_not_found{.status = 404, .message = "folder not found", .kind = "not-found"};
  Refusal folder_to_delete_not_found{.status = 404, .message = "folder not found", .kind = "not-found"};  // names it
  Refusal folder_untitled{400, "folder title cannot be empty"};
  Refusal folder_rename_untitled{400, "folder title cannot be empty"};
  Refusal folder_uid_reserved{500, "Folder API error", true};
  Refusal folder_name_taken{409, "a folder or dashboard in the general folder with the same name already exists"};
  Refusal folder_name_reserved{400, "A folder with that name already exists", true};
  Refusal folder_name_of_dashboard{400, "Folder name cannot be the same as one of its dashboards", true};
  Refusal folder_uid_taken{409, "a folder/dashboard with the same uid already exists"};
  Refusal folder_uid_illegal{400, "uid contains illegal characters", true};
  Refusal folder_uid_long{400, "uid too long, max 40 characters", true};
  Refusal folder_of_dashboard{400, "Dashboard cannot be changed to a folder", true};
  Refusal folder_changed{
      .status = 412, .message = "the folder has been changed by someone else", .kind = "version-mismatch"};
  Refusal folder_denied{403, "Access denied", true};
  Refusal folder_in_use{403, "Folder could not be deleted because it contains library elements in use", true};
  Refusal folder_circular{400, "Circular reference detected", true, "folder.circular-reference"};
  Refusal folder_too_deep{400, "Maximum nested folder depth reached", true, "folder.maximum-depth-reached"};
  Refusal folder_limit_negative{500, "Folder API error: 400 error searching: limit cannot be negative: <nil>", true};
  Refusal folder_failed{500, "Folder API error", true};

  // Dashboards
  Refusal dashboard_gone{.status = 404, .message = "Dashboard not found", .kind = "not-found"};
  Refusal dashboard_untitled{.status = 400, .message = "Dashboard title cannot be empty", .kind = "empty-name"};
  Refusal dashboard_name_taken{
      .status = 412, .message = "A dashboard with the same name in the folder already exists", .kind = "name-exists"};
  Refusal dashboard_name_of_folder{
      .status = 400, .message = "Dashboard name cannot be the same as folder", .kind = "name-match"};
  Refusal dashboard_uid_taken{400, "A dashboard with the same uid already exists"};
  Refusal dashboard_uid_illegal{400, "uid contains illegal characters"};
  Refusal dashboard_uid_long{400, "uid too long, max 40 characters"};
  Refusal dashboard_of_folder{400, "Dashboard cannot be changed to a folder"};
  Refusal dashboard_changed{
      .status = 412, .message = "The dashboard has been changed by someone else", .kind = "version-mismatch"};
  Refusal dashboard_message_long{400, "message too long, max 500 characters"};
  Refusal dashboard_is_folder{400, "Use folders endpoint for saving folders."};
  Refusal dashboard_fixed{400, "Cannot save provisioned dashboard"};
  Refusal dashboard_undeletable{400, "provisioned dashboard cannot be deleted", true};
  Refusal dashboard_folder_uid_unknown{400, "Folder not found", true};
  Refusal dashboard_folder_id_unknown{404, "Folder not found", true};
  Refusal dashboard_denied{403, "Access denied to this dashboard"};
  Refusal dashboard_save_denied{403, "Access denied to save dashboard", true};
  Refusal dashboard_save_failed{500, "Failed to save dashboard", true};
  Refusal dashboard_delete_failed{500, "Failed to delete dashboard", true};
  Refusal dashboard_uid_unknown{400, "failed to get dashboard by UID", true};
  Refusal dashboard_rights_unknown{500, "Error while checking dashboard permissions", true};
  Refusal share_of_two{400, "team and user permissions cannot have an associated role", true};
  Refusal share_failed{500, "Failed to create permission", true};
  Refusal share_repeated{400, "permission already exists", true};
  Refusal share_lower{400, "you can only override a permission to be higher", true};
  Refusal version_not_found{404, "Dashboard version not found"};
  Refusal version_unreadable{500, "Internal Server Error", true};
  Refusal restored_not_found{404, "Dashboard not found", true};  // names it
  Refusal version_is_current{400, "Current dashboard is identical to the specified version"};
  Refusal import_without_dashboard{422, "Dashboard must be set"};
  Refusal home_failed{500, "Failed to set home dashboard", true};
  Refusal search_above_limit{422,
                             "Limit is above maximum allowed (5000), use page parameter to access hits beyond limit"};
  Refusal search_failed{500, "Search failed", true};
  Refusal star_failed{500, "Failed to star dashboard", true};
  Refusal star_without_id{400, "Missing dashboard id"};

  // Library elements
  Refusal element_not_found{404, "library element could not be found", true};
  Refusal element_taken{400, "library element with that name or UID already exists", true};
  Refusal element_changed{412, "the library element has been changed by someone else", true};
  Refusal element_folder_denied{403, "access denied to folder", true};  // names it
  Refusal element_folder_unknown{404, "folder not found", true};
  Refusal element_folder_id_unknown{404, "folder not found", true};
  Refusal element_uid_illegal{400, "uid contains illegal characters", true};
  Refusal element_uid_long{400, "uid too long, max 40 characters", true};
  Refusal element_create_failed{500, "Failed to create library element", true};
  Refusal element_update_failed{500, "Failed to update library element", true};
  Refusal element_delete_failed{500, "Failed to delete library element", true};

  // Annotations
  Refusal annotation_invalid{400, "Failed to save annotation", true};
  Refusal annotation_failed{500, "Failed to save annotation", true};
  Refusal annotation_not_found{404, "Annotation not found"};
  Refusal graphite_annotation_invalid{400, "Failed to save Graphite annotation", true};
  Refusal annotation_deletion_failed{500, "Failed to delete annotation", true};
  Refusal annotations_unnamed{400, "bad request data", true};

  // Snapshots
  Refusal snapshot_without_dashboard{400, "Creating a local snapshot requires a dashboard"};
  Refusal snapshot_not_found{404, "Failed to find dashboard snapshot", true};
  Refusal snapshot_to_delete_not_found{404, "Failed to get dashboard snapshot", true};
  Refusal snapshot_denied{403, "Access denied to this snapshot"};
  Refusal snapshot_create_failed{500, "Failed to create snapshot", true};
  Refusal snapshot_delete_failed{500, "Failed to delete dashboard snapshot", true};
};

}  // namespace grafake::server
