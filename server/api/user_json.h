#pragma once

#include "server/api/avatars.h"
#include "server/domain/users.h"
#include "server/json/writer.h"
#include "server/releases/user_rules.h"

namespace grafake::server {

// The members of a user's profile, `"id":1,"email":…`, without the braces around them.
void AddProfile(JsonWriter& json, const UserRow& user, const Avatars& avatars, const UserAnswers& shape);

// The answer of /api/users/lookup: the same members, some of them never filled.
void AddLookUp(JsonWriter& json, const UserRow& user, const UserAnswers& shape);

// A user in the lists of /api/users.
void AddHit(JsonWriter& json, const UserRow& user, const Avatars& avatars, Timestamp now);

// The orgs of a user, as an array.
void AddOrgs(JsonWriter& json, const std::vector<UserOrgRow>& orgs);

}  // namespace grafake::server
