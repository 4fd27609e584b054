#include "server/api/provisioning_api.h"

#include "server/api/admin_access.h"

namespace grafake::server {

void MountProvisioning(Router& router, const Answers& answers, const std::vector<ProvisioningReload>& reloads) {
  for (const ProvisioningReload& reload : reloads) {
    router.Add({"POST", reload.pattern, AdminNeeds("provisioning:reload", reload.scope),
                [&answers, run = reload.run, said = reload.done](const Context&) {
                  const auto done = run();
                  return done ? answers.Message(said)
                              : answers.Refuse(answers.refusals().provisioning_failed, done.error());
                }});
  }
}

}  // namespace grafake::server
