#pragma once

#include <string>

#include "server/domain/snapshots.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// /api/snapshots.
class SnapshotsApi {
 public:
  // `root_url` ends with a slash.
  SnapshotsApi(const Answers& answers, DashboardSnapshots& snapshots, std::string root_url)
      : answers_(answers), snapshots_(snapshots), root_url_(std::move(root_url)) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  [[nodiscard]] Response DeleteBy(const Context& context) const;
  [[nodiscard]] Response Gone(const Result<SnapshotRow>& gone) const;

  const Answers& answers_;
  DashboardSnapshots& snapshots_;
  std::string root_url_;
};

}  // namespace grafake::server
