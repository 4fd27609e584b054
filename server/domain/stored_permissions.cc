#include "server/domain/stored_permissions.h"

#include <utility>

namespace grafake::server {

std::size_t StoredPermissions::HolderHash::operator()(const PermissionHolder& holder) const {
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;
  const auto number = static_cast<std::uint64_t>(holder.id) * 3 + static_cast<std::uint64_t>(holder.by);
  return std::hash<std::string>()(holder.role) ^
         static_cast<std::size_t>((number * kSpread) ^ (static_cast<std::uint64_t>(holder.org_id) * kSpread >> 7));
}

std::vector<StoredPermissions::Behind> StoredPermissions::FindKept(const std::vector<PermissionHolder>& holders,
                                                                   std::vector<HeldRowsPtr>& found,
                                                                   std::uint64_t& changes) {
  std::vector<Behind> behind;
  const ReadLock lock(mutex_);
  changes = first_ + changed_.size();
  for (std::size_t i = 0; i < holders.size(); ++i) {
    const Kept* kept = kept_.Find(holders[i]);
    if (kept == nullptr || kept->changes < first_) {
      behind.push_back({.place = i});
    } else if (kept->changes < changes) {
      const auto unseen = changed_.begin() + static_cast<std::ptrdiff_t>(kept->changes - first_);
      behind.push_back({.place = i, .known = kept->rows, .scopes = {unseen, changed_.end()}});
    } else {
      found[i] = kept->rows;
    }
  }
  return behind;
}

// What was read is kept as of the changes that were known before: those that came meanwhile are read once more.
std::vector<HeldRowsPtr> StoredPermissions::Of(const std::vector<PermissionHolder>& holders) {
  std::vector<HeldRowsPtr> found(holders.size());
  std::uint64_t changes = 0;
  const std::vector<Behind> behind = FindKept(holders, found, changes);
  if (!behind.empty()) {
    std::vector<PermissionQuestion> questions;
    for (const Behind& it : behind) questions.push_back({holders[it.place], it.known ? &it.scopes : nullptr});
    auto answers = store_.ListOf(questions);
    for (std::size_t i = 0; i < behind.size(); ++i) {
      const Behind& it = behind[i];
      HeldRows rows = it.known ? it.known->With(it.scopes, std::move(answers[i])) : HeldRows(std::move(answers[i]));
      found[it.place] = rows.IsEmpty() ? nothing_ : std::make_shared<const HeldRows>(std::move(rows));
    }
    const WriteLock lock(mutex_);
    for (const Behind& it : behind) kept_.Keep(holders[it.place], {found[it.place], changes});
  }
  std::erase_if(found, [](const HeldRowsPtr& rows) { return rows->IsEmpty(); });
  return found;
}

void StoredPermissions::Forget(const std::string& scope) {
  const WriteLock lock(mutex_);
  changed_.push_back(scope);
  if (changed_.size() <= kMostChanges) return;
  changed_.pop_front();
  ++first_;
}

void StoredPermissions::ForgetAll() {
  const WriteLock lock(mutex_);
  first_ += changed_.size() + 1;
  changed_.clear();
  kept_.Clear();
}

}  // namespace grafake::server
