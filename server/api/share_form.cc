#include "server/api/share_form.h"

#include <optional>
#include <string>

#include "server/http/form.h"
#include "server/storage/grounds.h"

namespace grafake::server {
namespace {

// Go's sentence about what stands in place of the list, or of an object in it.
tl::unexpected<Error> NotShares(JsonValue::Kind found, std::string_view type) {
  const char* const name = found == JsonValue::Kind::kString   ? "string"
                           : found == JsonValue::Kind::kNumber ? "number"
                           : found == JsonValue::Kind::kArray  ? "array"
                           : found == JsonValue::Kind::kObject ? "object"
                                                               : "bool";
  return Fail(
      ErrorCode::kInvalid,
      std::string("json: cannot unmarshal ") + name +
          " into Go struct field setPermissionsCommand.permissions of type " + std::string(type) +
          "accesscontrol.SetResourcePermissionCommand",
      InputUnfit{InputUnfit::Where::kMember, "permissions", std::string("of type ") + name, "a list of objects"});
}

// Nothing is shared with all who have a role.
Result<AccountShare> ReadShare(const JsonValue& item) {
  std::int64_t user = 0;
  std::int64_t team = 0;
  std::string role;
  AccountShare share;
  const auto read = Form("SetResourcePermissionCommand.permissions")
                        .Integer("userId", user)
                        .Integer("teamId", team)
                        .Text("builtInRole", role)
                        .Text("permission", share.level)
                        .ReadMembers(item);
  if (!read) return tl::unexpected(read.error());
  using To = AccountGrant::To;
  share.to = user != 0 ? To::kUser : team != 0 && role.empty() ? To::kTeam : To::kNobody;
  share.holder_id = user != 0 ? user : team;
  return share;
}

}  // namespace

Result<std::vector<AccountShare>> ReadShares(const Request& request) {
  std::optional<JsonValue> list;
  const auto bound = Form("resourcepermissions.setPermissionsCommand").Any("permissions", list).Bind(request);
  if (!bound) return tl::unexpected(bound.error());
  std::vector<AccountShare> shares;
  if (!list || list->kind == JsonValue::Kind::kNull) return shares;
  if (list->kind != JsonValue::Kind::kArray) return NotShares(list->kind, "[]");
  JsonItems items(*list);
  while (const auto item = items.Next()) {
    if (item->kind != JsonValue::Kind::kObject && item->kind != JsonValue::Kind::kNull)
      return NotShares(item->kind, "");
    auto share = ReadShare(*item);
    if (!share) return tl::unexpected(share.error());
    shares.push_back(*std::move(share));
  }
  return shares;
}

}  // namespace grafake::server
