#pragma once

#include <map>
#include <optional>
#include <string>

#include "server/locks.h"

namespace grafake::server {

// Who makes dashboards from the files below a folder.
struct DocumentProvider {
  std::string folder;           // where the files are, without links
  bool changed_by_all = false;  // whoever may write a dashboard may write these
};

// The providers that are there now, by name. Thread-safe.
class DocumentProviders {
 public:
  void Set(std::map<std::string, DocumentProvider> providers) {
    const WriteLock lock(mutex_);
    providers_ = std::move(providers);
  }
  [[nodiscard]] std::optional<DocumentProvider> Find(const std::string& name) const {
    const ReadLock lock(mutex_);
    const auto found = providers_.find(name);
    return found == providers_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  mutable SharedMutex mutex_;
  std::map<std::string, DocumentProvider> providers_ GUARDED_BY(mutex_);
};

}  // namespace grafake::server
