#pragma once

#include "server/api/dashboards_api.h"

namespace grafake::server {

// /api/search and the stars of the caller.
class SearchApi {
 public:
  SearchApi(const Answers& answers, Documents& documents, DocumentsShown shown)
      : answers_(answers), documents_(documents), shown_(std::move(shown)) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Search(const Context& context) const;
  [[nodiscard]] Response Sortings(const Context& context) const;
  [[nodiscard]] Response Stars(const Context& context) const;
  [[nodiscard]] Response Star(const Context& context) const;
  [[nodiscard]] Response StarByUid(const Context& context) const;
  [[nodiscard]] Response UnstarByUid(const Context& context) const;
  using FoundId = tl::expected<std::int64_t, Response>;
  [[nodiscard]] FoundId IdByUid(const Context& context) const;
  [[nodiscard]] Response Unstar(const Context& context) const;
  void AddHit(JsonWriter& json, const FoundDocument& hit) const;

  const Answers& answers_;
  Documents& documents_;
  DocumentsShown shown_;
};

}  // namespace grafake::server
