#pragma once

#include <set>
#include <string>
#include <string_view>

#include "server/domain/data_sources.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

struct DataSourceProxySettings {
  std::set<std::string> targets;  // [security] data_source_proxy_whitelist: host:port; empty: all
};

// What is asked of data sources: proxy, resources, health and queries. Nothing ever leaves for one: each is as if it
// refused every connection, which is what Grafana then says. Stateless; thread-safe.
class DataSourceProxyApi {
 public:
  DataSourceProxyApi(const Answers& answers, DataSources& sources, DataSourceProxySettings settings)
      : answers_(answers), sources_(sources), settings_(std::move(settings)) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response ProxyById(const Context& context) const;
  [[nodiscard]] Response ProxyByUid(const Context& context) const;
  [[nodiscard]] Response HealthById(const Context& context) const;
  [[nodiscard]] Response HealthByUid(const Context& context) const;
  [[nodiscard]] Response ResourcesById(const Context& context) const;
  [[nodiscard]] Response ResourcesByUid(const Context& context) const;
  [[nodiscard]] Response Query(const Context& context) const;

  [[nodiscard]] Result<DataSourceRow> FindByUid(const Context& context) const;
  [[nodiscard]] Response Proxy(const Context& context, const Result<DataSourceRow>& found) const;
  [[nodiscard]] Response Health(const Result<DataSourceRow>& found) const;
  [[nodiscard]] Response Resources(const Context& context, const Result<DataSourceRow>& found) const;
  [[nodiscard]] bool IsTarget(const DataSourceRow& row) const;

  const Answers& answers_;
  DataSources& sources_;
  DataSourceProxySettings settings_;
};

}  // namespace grafake::server
