#include "server/provisioning/provisioning.h"

#include "server/api/admin_access.h"
#include "server/provisioning/app_provisioning.h"

namespace grafake::server {

Provisioning::Provisioning(DataSources& sources, Orgs& orgs, ProvisioningRules rules,
                           const ProvisioningSettings& settings)
    : data_sources_(sources, orgs, rules, settings) {
  kinds_.push_back({"/api/admin/provisioning/datasources/reload", "provisioners:datasources",
                    "Datasources config reloaded", [this] { return data_sources_.Run(); }});
  kinds_.push_back({"/api/admin/provisioning/plugins/reload", "provisioners:plugins", "Plugins config reloaded",
                    [settings, rules] { return ProvisionApps(settings, rules); }});
  if (rules.notifiers)
    kinds_.push_back({"/api/admin/provisioning/notifications/reload", "provisioners:notifications",
                      "Notifications config reloaded",
                      [settings, rules] { return ProvisionNotifiers(settings, rules); }});
}

void Provisioning::RunAll() {
  for (const Kind& kind : kinds_) {
    if (const auto done = kind.run(); !done) throw ProvisioningFailed(done.error());
  }
}

void Provisioning::Mount(Router& router, const Answers& answers) {
  for (const Kind& kind : kinds_) {
    router.Add({"POST", kind.pattern, AdminNeeds("provisioning:reload", kind.scope), [&answers, &kind](const Context&) {
                  const auto done = kind.run();
                  return done ? answers.Message(kind.done)
                              : answers.Refuse(answers.refusals().provisioning_failed, done.error());
                }});
  }
}

}  // namespace grafake::server
