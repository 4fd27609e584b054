#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server/json/writer.h"

// What the server below /apis says in the form of Kubernetes.
namespace grafake::server {

// A refusal.
struct ApisStatus {
  int code;
  std::string message;
  std::string_view reason;    // none: nothing but the message
  std::string name;           // of the thing that it is about
  std::string_view resource;  // of the group iam.grafana.app
};
[[nodiscard]] std::string ApisStatusJson(const ApisStatus& status);

// All groups, or one of them; empty when there is none of that name. `versions` are "group/version", those of a group
// one after the other, the preferred first.
[[nodiscard]] std::string ApisGroupsJson(std::span<const std::string_view> versions);
[[nodiscard]] std::string ApisGroupJson(std::span<const std::string_view> versions, std::string_view group);

[[nodiscard]] std::string ApisPathsJson(std::span<const std::string_view> paths);

// Each org has a namespace.
[[nodiscard]] std::string ApisNamespace(std::int64_t org_id);

}  // namespace grafake::server
