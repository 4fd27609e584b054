#include "server/api/metrics_api.h"

#include "server/domain/digest.h"
#include "server/http/compression.h"
#include "server/http/credentials.h"

namespace grafake::server {
namespace {

bool MayRead(const MetricsSettings& settings, const Request& request) {
  if (settings.user.empty() || settings.password.empty()) return true;
  const auto shown = ParseBasic(AuthorizationHeader(request));
  return shown && SameSecret(shown->user, settings.user) && SameSecret(shown->password, settings.password);
}

}  // namespace

void MountMetrics(Gateway& gateway, const MetricsSettings& settings, Metrics& metrics) {
  gateway.CountIn(metrics);
  if (!settings.enabled) return;
  gateway.AddEarly("/metrics", [settings, &metrics](const Request& request) {
    if (!MayRead(settings, request)) {
      return Because(Response{.status = 401}, SettingSays{"[metrics] basic_auth_username",
                                                          "set, and the request shows another login or password"});
    }
    Response response{.headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
                      .body = metrics.Text()};
    if (AcceptsGzip(request)) Gzip(response);
    return response;
  });
}

}  // namespace grafake::server
