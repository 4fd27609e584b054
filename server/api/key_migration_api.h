#pragma once

#include "server/domain/key_migration.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/releases/account_rules.h"

namespace grafake::server {

// Below /api/serviceaccounts: API keys become tokens of service accounts, and back.
class KeyMigrationApi {
 public:
  KeyMigrationApi(const Answers& answers, KeyMigration& migration, KeyMigrationRules rules)
      : answers_(answers), migration_(migration), rules_(rules) {}

  void Mount(Router& router);

 private:
  [[nodiscard]] Response Status(const Context& context) const;
  [[nodiscard]] Response Hide(const Context& context) const;
  [[nodiscard]] Response MigrateAll(const Context& context) const;
  [[nodiscard]] Response MigrateOne(const Context& context) const;
  [[nodiscard]] Response Revert(const Context& context) const;

  const Answers& answers_;
  KeyMigration& migration_;
  KeyMigrationRules rules_;
};

}  // namespace grafake::server
