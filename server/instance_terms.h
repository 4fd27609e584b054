#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "server/api/front_pages.h"
#include "server/http/gateway.h"
#include "server/instance.h"
#include "server/storage/database.h"

namespace grafake::server {

// What follows from an Instance's settings and release for its parts.

// The settings, with what the release says of itself wherever it is shown.
[[nodiscard]] InstanceSettings WithRelease(InstanceSettings s);

[[nodiscard]] GatewaySettings GatewayOf(const InstanceSettings& s);

// What answers about users hold, where another system may decide what they are.
[[nodiscard]] UserAnswers AnswersOfUsers(const InstanceSettings& s);

// What draws the uids of memberships of teams; none where nobody sees them.
[[nodiscard]] std::function<std::string()> MembershipUidsOf(const InstanceSettings& s);

// Where the first admin goes.
[[nodiscard]] MemberSettings MembersAtFirst(const InstanceSettings& s);

// Of settings that WithRelease has made.
[[nodiscard]] FrontPageSettings FrontPagesOf(const InstanceSettings& s);

// Nothing is kept unless everything is as long as in Grafana.
[[nodiscard]] std::chrono::seconds PermissionsKept(const InstanceSettings& s);

// Nothing in memory outlives the release that has made it.
[[nodiscard]] Database OpenDatabase(const InstanceSettings& s);

}  // namespace grafake::server
