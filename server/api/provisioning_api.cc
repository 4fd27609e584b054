#include "server/api/provisioning_api.h"

#include <utility>

#include "server/api/admin_access.h"

namespace grafake::server {

void MountProvisioning(Router& router, const Answers& answers, ReloadFiles data_sources) {
  router.Add({"POST", "/api/admin/provisioning/datasources/reload",
              AdminNeeds("provisioning:reload", "provisioners:datasources"),
              [&answers, reload = std::move(data_sources)](const Context&) {
                const auto done = reload();
                return done ? answers.Message("Datasources config reloaded")
                            : answers.Refuse(answers.refusals().provisioning_failed, done.error());
              }});
}

}  // namespace grafake::server
