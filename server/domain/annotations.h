#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/domain/clock.h"
#include "server/domain/documents.h"
#include "server/domain/principal.h"
#include "server/storage/annotation_store.h"
#include "server/storage/result.h"

namespace grafake::server {

// An annotation as a client sends it; times in milliseconds. What is empty was not sent.
struct AnnotationWish {
  std::int64_t dashboard_id = 0;  // 0: of the org
  std::int64_t panel_id = 0;
  std::optional<std::string> text = {};
  std::optional<std::vector<std::string>> tags = {};
  std::optional<std::string> data = {};  // JSON that was checked
  std::int64_t time = 0;
  std::int64_t time_end = 0;
};

// Annotations by Grafana's rules: those of a dashboard are changed by who may change the dashboard, those of an org by
// who may annotate it, without RBAC by its editors. Thread-safe.
class Annotations {
 public:
  Annotations(AnnotationStore& store, Documents& documents, const DocumentRights& rights, Clock clock)
      : store_(store), documents_(documents), rights_(rights), clock_(std::move(clock)) {}

  // kFolderNotFound: there is no such dashboard; kDenied; kUntitled: it has no text.
  [[nodiscard]] Result<std::int64_t> Create(const Principal& maker, const AnnotationWish& wish);
  // `partly`: what was not sent stays. kNotFound, kDenied.
  [[nodiscard]] Result<Done> Update(const Principal& maker, std::int64_t id, const AnnotationWish& wish, bool partly);
  // kNotFound, kDenied.
  [[nodiscard]] Result<Done> Delete(const Principal& caller, std::int64_t id);
  // kFolderNotFound, kDenied.
  [[nodiscard]] Result<Done> DeleteOfPanel(const Principal& caller, std::int64_t dashboard_id, std::int64_t panel_id);

  // kNotFound.
  [[nodiscard]] Result<AnnotationRow> Get(std::int64_t org_id, std::int64_t id);
  // The same for one who may not read the dashboard that it is on.
  [[nodiscard]] Result<AnnotationRow> Read(const Principal& reader, std::int64_t id);
  // What the reader may see.
  [[nodiscard]] std::vector<AnnotationRow> List(const Principal& reader, AnnotationQuery query);
  [[nodiscard]] std::vector<AnnotationTag> Tags(std::int64_t org_id, const std::string& text, std::int64_t limit) {
    return store_.Tags(org_id, text, limit);
  }

 private:
  [[nodiscard]] bool IsOnSomethingSeen(const Principal& reader, const AnnotationRow& row);
  [[nodiscard]] Result<Done> May(const Principal& caller, std::string_view action, std::int64_t dashboard_id);

  AnnotationStore& store_;
  Documents& documents_;
  const DocumentRights& rights_;
  Clock clock_;
};

}  // namespace grafake::server
