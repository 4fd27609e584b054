#include "server/provisioning/provisioning.h"

#include "server/api/admin_access.h"
#include "server/provisioning/app_provisioning.h"

namespace grafake::server {

Provisioning::Provisioning(DataSources& sources, FileDocuments& documents, Orgs& orgs, ProvisioningRules rules,
                           const ProvisioningSettings& settings)
    : rules_(rules),
      settings_(settings),
      data_sources_(sources, orgs, rules, settings),
      dashboards_(documents, orgs, rules, settings) {
  kinds_.push_back({"/api/admin/provisioning/datasources/reload", "provisioners:datasources",
                    "Datasources config reloaded", [this] { return data_sources_.Run(); }});
  kinds_.push_back({"/api/admin/provisioning/plugins/reload", "provisioners:plugins", "Plugins config reloaded",
                    [settings, rules] { return ProvisionApps(settings, rules); }});
  if (rules.notifiers)
    kinds_.push_back({"/api/admin/provisioning/notifications/reload", "provisioners:notifications",
                      "Notifications config reloaded",
                      [settings, rules] { return ProvisionNotifiers(settings, rules); }});
  // Of these there are none: alerts are not part of grafake.
  if (rules.alerting)
    kinds_.push_back({"/api/admin/provisioning/alerting/reload", "provisioners:alerting", "Alerting config reloaded",
                      [] { return tl::expected<void, std::string>(); }});
  AddDashboards();
}

// The last, as in Grafana, where it may already answer by then.
void Provisioning::AddDashboards() {
  using Form = ProvisioningFailed::Form;
  kinds_.push_back({"/api/admin/provisioning/dashboards/reload", "provisioners:dashboards",
                    "Dashboards config reloaded", [this] { return dashboards_.Run(); },
                    rules_.dashboards_logged ? Form::kLogged : Form::kRefusal, true});
}

std::string Provisioning::FailedStart(const std::string& why) const {
  std::string sentence(rules_.failed_start);
  return sentence.replace(sentence.find("{}"), 2, why);
}

void Provisioning::RunAll() {
  for (const Kind& kind : kinds_) {
    const auto done = kind.run();
    if (done) continue;
    if (kind.form == ProvisioningFailed::Form::kLogged)
      settings_.log(LogLevel::kError, "provisioning", "Failed to provision dashboard", {{"error", done.error()}}, {});
    throw ProvisioningFailed(kind.of_dashboards ? done.error() : FailedStart(done.error()), kind.form);
  }
}

tl::expected<void, std::string> Provisioning::RunAgain(const Kind& kind) try {
  return kind.run();
} catch (const ProvisioningFailed& e) {
  return tl::unexpected(std::string(e.what()));
}

void Provisioning::Mount(Router& router, const Answers& answers) {
  for (const Kind& kind : kinds_) {
    router.Add({"POST", kind.pattern, AdminNeeds("provisioning:reload", kind.scope), [&answers, &kind](const Context&) {
                  const auto done = RunAgain(kind);
                  return done ? answers.Message(kind.done)
                              : answers.Refuse(answers.refusals().provisioning_failed, done.error());
                }});
  }
}

}  // namespace grafake::server
