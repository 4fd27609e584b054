#pragma once

#include <optional>
#include <string_view>

#include "server/domain/data_sources.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/http/scope_lookups.h"
#include "server/json/writer.h"

namespace grafake::server {

// /api/datasources: data sources by id, uid and name. What is asked of one is DataSourceProxyApi's.
class DataSourcesApi {
 public:
  DataSourcesApi(const Answers& answers, DataSources& sources) : answers_(answers), sources_(sources) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response GetById(const Context& context) const;
  [[nodiscard]] Response GetByUid(const Context& context) const;
  [[nodiscard]] Response GetByName(const Context& context) const;
  [[nodiscard]] Response GetIdByName(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response UpdateById(const Context& context) const;
  [[nodiscard]] Response UpdateByUid(const Context& context) const;
  [[nodiscard]] Response DeleteById(const Context& context) const;
  [[nodiscard]] Response DeleteByUid(const Context& context) const;
  [[nodiscard]] Response DeleteByName(const Context& context) const;

  [[nodiscard]] Result<DataSourceRow> FoundByUid(const Context& context) const;
  [[nodiscard]] Result<DataSourceRow> FoundByName(const Context& context) const;
  [[nodiscard]] Response Missing(const Error& error) const;
  // The end of the routes that show one.
  [[nodiscard]] Response Show(const Context& context, const Result<DataSourceRow>& found) const;
  [[nodiscard]] std::optional<Response> RefuseUrl(const DataSourceWish& wish) const;
  // … that change one, found by `find` once the body and the path are read.
  template <class Find>
  [[nodiscard]] Response Update(const Context& context, const Find& find) const;
  // … that delete one; `told`: with its id.
  [[nodiscard]] Response Delete(const Result<DataSourceRow>& found, bool told) const;
  [[nodiscard]] Response Saved(const Context& context, const DataSourceRow& row, std::string_view message) const;
  void AddOne(JsonWriter& json, const Context& context, const DataSourceRow& row) const;
  void AddListed(JsonWriter& json, const DataSourceRow& row) const;
  [[nodiscard]] std::string_view LogoOf(const DataSourceRow& row) const;

  const Answers& answers_;
  DataSources& sources_;
};

// Permissions on data sources name them by their uids; who asks may name one by id or name.
void AddDataSourceLookups(ScopeLookups& lookups, DataSources& sources);

}  // namespace grafake::server
