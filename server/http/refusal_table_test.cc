#include "server/http/refusal_table.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

constexpr ErrorCodes kAllButOrgs = kThingErrors | kUserErrors | kRoleErrors | kLifetimeErrors | kMemberErrors |
                                   kPasswordErrors | kCredentialErrors | kDocumentErrors;

// What is not complete does not compile as a table.
static_assert(RefusalTable::IsComplete({}, kAllButOrgs | kOrgErrors));
static_assert(!RefusalTable::IsComplete({}, kAllButOrgs));
static_assert(!RefusalTable::IsComplete({{ErrorCode::kOrgTaken, &Refusals::org_name_taken}}, kAllButOrgs));

TEST(RefusalTableTest, EachCodeHasItsOwnRefusalOrTheOneOfFailures) {
  constexpr RefusalTable kTable({{ErrorCode::kOrgTaken, &Refusals::org_name_taken}}, &Refusals::org_update_failed,
                                kAllButOrgs | kOrgErrors);
  const Refusals refusals;
  EXPECT_EQ(&kTable.Find(refusals, ErrorCode::kOrgTaken), &refusals.org_name_taken);
  EXPECT_EQ(&kTable.Find(refusals, ErrorCode::kOrgNotFound), &refusals.org_update_failed);
  EXPECT_EQ(&kTable.Find(refusals, ErrorCode::kStorage), &refusals.org_update_failed);
}

}  // namespace
}  // namespace grafake::server
