#pragma once

#include <algorithm>

#include "server/api/path_id.h"

namespace grafake::server {

// The org that a route is about: /api/orgs/:orgId… names it, /api/org… is about the caller's.
[[nodiscard]] inline tl::expected<std::int64_t, Response> PathOrg(const Answers& answers, const Context& context,
                                                                  const Refusal& invalid) {
  const bool named = std::ranges::any_of(context.params, [](const auto& item) { return item.first == "orgId"; });
  if (!named) return context.caller.org_id;
  return PathId(answers, context, "orgId", invalid);
}
[[nodiscard]] inline tl::expected<std::int64_t, Response> PathOrg(const Answers& answers, const Context& context) {
  return PathOrg(answers, context, answers.refusals().org_id_invalid);
}

// Who may do that in the caller's org, and who in the org of the path.
[[nodiscard]] inline RouteAccess OwnOrgNeeds(std::string_view action, std::string_view scope = {}) {
  return {.any_of = {{action, scope}}, .fallback = Fallback::kOrgAdmin};
}
[[nodiscard]] inline RouteAccess PathOrgNeeds(std::string_view action, std::string_view scope = {}) {
  return {.any_of = {{action, scope}}, .fallback = Fallback::kGrafanaAdmin, .in_org = InOrg::kFromPath};
}
[[nodiscard]] inline RouteAccess GlobalNeeds(std::string_view action) {
  return {.any_of = {{action}}, .fallback = Fallback::kGrafanaAdmin, .in_org = InOrg::kGlobal};
}

}  // namespace grafake::server
