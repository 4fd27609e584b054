#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/releases/basic_roles.h"

namespace grafake::server {

// All that one caller may do in one org. Immutable once shared.
//
// Grafana's rules: an owned scope covers a target when it is equal, or ends in '*' behind ':' or '/' (or is '*'
// alone) and the target begins with what stands before the star.
class PermissionSet {
 public:
  void Add(const Permission& permission);

  // The action with any scope at all.
  [[nodiscard]] bool Has(std::string_view action) const;
  // The action on one of the targets.
  [[nodiscard]] bool Covers(std::string_view action, std::span<const std::string> targets) const;

  // The actions, in byte order.
  [[nodiscard]] std::vector<std::string_view> Actions() const;
  // The actions that have a scope and cover `target`, in byte order: the `accessControl` metadata of an answer.
  [[nodiscard]] std::vector<std::string_view> ActionsOn(std::string_view target) const;
  // The scopes of an action as they were added, one that was added twice twice; empty when it is not held.
  [[nodiscard]] const std::vector<std::string>& Scopes(std::string_view action) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> scopes_;
};

// True when the owned scope covers the target.
[[nodiscard]] bool ScopeCovers(std::string_view owned, std::string_view target);

}  // namespace grafake::server
