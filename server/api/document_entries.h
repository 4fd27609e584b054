#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/api/avatars.h"
#include "server/domain/document_sharing.h"
#include "server/http/message.h"
#include "server/json/writer.h"

namespace grafake::server {

// One line of …/permissions: who has what on a document. What is 0 or empty is nobody.
struct DocumentEntry {
  std::int64_t dashboard_id = 0;  // 0: not shown, as the next
  std::int64_t folder_id = 0;
  std::int64_t user_id = 0;
  std::string user_uid = {};
  std::string user_login = {};
  std::string user_email = {};
  std::int64_t team_id = 0;
  std::string team_uid = {};
  std::string team_name = {};
  std::string team_email = {};
  std::string role = {};
  std::int64_t permission = 0;
  bool inherited = false;
  Timestamp created = {};
  Timestamp updated = {};
  bool with_uids = false;  // resources: uids are members of it, and the slug of a folder is empty
};

// Adds it as an object.
void AddDocumentEntry(JsonWriter& json, const DocumentEntry& entry, const DocumentRow& document, const Avatars& avatars,
                      const std::string& sub_url);

// One item of what is to replace them.
struct DocumentItem {
  DocumentShare share;
  std::int64_t permission = 0;  // as it was sent; the share has a level only when this is one
};

// The body of POST …/permissions. kInvalid: it cannot be read, or a role is none; kTaken: one item is for two at once.
[[nodiscard]] Result<std::vector<DocumentItem>> ReadDocumentItems(const Request& request);

}  // namespace grafake::server
