#pragma once

#include <cstdint>
#include <string>

#include "server/domain/access.h"
#include "server/domain/orgs.h"
#include "server/domain/principal.h"
#include "server/locks.h"

namespace grafake::server {

// [auth.anonymous] enabled, org_name, org_role.
struct AnonymousSettings {
  bool enabled = false;
  std::string org_name = "Main Org.";
  Role role = Role::kViewer;
};

// Who those are that show no credentials. Thread-safe; looks into the database only after a change of the orgs.
class AnonymousSignIn {
 public:
  AnonymousSignIn(Orgs& orgs, Access& access, AnonymousSettings settings)
      : orgs_(orgs), access_(access), settings_(std::move(settings)) {}

  // An anonymous member of the named org; a Principal of kind kNobody when that is off, or the org is not there.
  [[nodiscard]] PrincipalPtr Identity();

  [[nodiscard]] const AnonymousSettings& settings() const { return settings_; }

 private:
  [[nodiscard]] PrincipalPtr Load();

  Orgs& orgs_;
  Access& access_;
  AnonymousSettings settings_;
  Mutex mutex_;
  PrincipalPtr known_ GUARDED_BY(mutex_);
  std::uint64_t known_at_ GUARDED_BY(mutex_) = 0;  // orgs_.changes() when it was loaded
  const PrincipalPtr nobody_ = std::make_shared<const Principal>();
};

}  // namespace grafake::server
