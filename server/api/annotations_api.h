#pragma once

#include "server/api/avatars.h"
#include "server/domain/annotations.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/http/scope_lookups.h"
#include "server/json/writer.h"

namespace grafake::server {

// /api/annotations.
class AnnotationsApi {
 public:
  AnnotationsApi(const Answers& answers, const Avatars& avatars, Annotations& annotations, Documents& documents)
      : answers_(answers), avatars_(avatars), annotations_(annotations), documents_(documents) {}

  void Mount(Router& router) const;
  // Permissions on annotations name their kind; who asks names one by its id.
  void AddLookups(ScopeLookups& lookups) const;

 private:
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response Tags(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response CreateByGraphite(const Context& context) const;
  [[nodiscard]] Response Replace(const Context& context) const;
  [[nodiscard]] Response Change(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response DeleteMany(const Context& context) const;
  [[nodiscard]] Response Updated(const Context& context, bool partly, std::string_view message) const;
  [[nodiscard]] Result<AnnotationWish> Read(const Context& context) const;
  [[nodiscard]] Response Added(const Result<std::int64_t>& made, std::string_view message) const;
  void AddAnnotation(JsonWriter& json, const AnnotationRow& row, bool with_uid) const;

  const Answers& answers_;
  const Avatars& avatars_;
  Annotations& annotations_;
  Documents& documents_;
};

}  // namespace grafake::server
