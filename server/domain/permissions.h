#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/releases/basic_roles.h"

namespace grafake::server {

class HeldRows;

// All that one caller may do in one org. Immutable once shared.
//
// Grafana's rules: an owned scope covers a target when it is equal, or ends in '*' behind ':' or '/' (or is '*'
// alone) and the target begins with what stands before the star.
class PermissionSet {
 public:
  PermissionSet() = default;
  // All of `base`, and what is stored, in that order; none of them is copied.
  PermissionSet(std::shared_ptr<const PermissionSet> base, std::vector<std::shared_ptr<const HeldRows>> stored)
      : base_(std::move(base)), stored_(std::move(stored)) {}

  void Add(const Permission& permission);

  // The action with any scope at all.
  [[nodiscard]] bool Has(std::string_view action) const;
  // The action on one of the targets.
  [[nodiscard]] bool Covers(std::string_view action, std::span<const std::string> targets) const;
  // The action, by one scope, on everything that has that prefix.
  [[nodiscard]] bool CoversAll(std::string_view action, std::string_view prefix) const;

  // The actions, in byte order.
  [[nodiscard]] std::vector<std::string_view> Actions() const;
  // The actions that have a scope and cover `target`, in byte order: the `accessControl` metadata of an answer.
  [[nodiscard]] std::vector<std::string_view> ActionsOn(std::string_view target) const;
  // The scopes of an action as they were added, one that was added twice twice; empty when it is not held.
  [[nodiscard]] std::vector<std::string> Scopes(std::string_view action) const;

 private:
  [[nodiscard]] bool CoversOne(std::string_view action, const std::string& target) const;

  std::shared_ptr<const PermissionSet> base_;
  std::vector<std::shared_ptr<const HeldRows>> stored_;
  std::map<std::string, std::vector<std::string>, std::less<>> scopes_;
};

// True when the owned scope covers the target.
[[nodiscard]] bool ScopeCovers(std::string_view owned, std::string_view target);
// True when it covers everything that has that prefix.
[[nodiscard]] bool CoversEverything(std::string_view owned, std::string_view prefix);

}  // namespace grafake::server
