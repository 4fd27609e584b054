#include "server/domain/annotations.h"

#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

class AnnotationsTest : public DomainTest {
 protected:
  static std::shared_ptr<const PermissionSet> Holding(std::initializer_list<Permission> all) {
    auto set = std::make_shared<PermissionSet>();
    for (const Permission& one : all) set->Add(one);
    return set;
  }
  std::int64_t NewDashboard(const std::string& uid) {
    const std::string source = R"({"title":")" + uid + R"(","uid":")" + uid + "\"}";
    return documents.SaveDashboard(maker, {.source = source})->id;
  }
  void Annotate(std::int64_t dashboard, std::int64_t time, const std::string& text) {
    ASSERT_TRUE(annotation_store.Insert(
        {.org_id = 1, .dashboard_id = dashboard, .text = text, .data = "{}", .time = time, .time_end = time}));
  }
  [[nodiscard]] std::vector<std::string> TextsOf(const AnnotationQuery& query) {
    std::vector<std::string> texts;
    for (const AnnotationRow& row : annotations.List(reader, query)) texts.push_back(row.text);
    return texts;
  }

  DocumentStore document_store{database};
  ProvisionedStore provisioned{database};
  DocumentRights rights{document_store, true};
  Documents documents{document_store, provisioned, rights, clock, {}};
  AnnotationStore annotation_store{database};
  Annotations annotations{annotation_store, documents, rights, clock};
  const Principal maker{
      .kind = Principal::Kind::kUser,
      .user_id = boss,
      .org_id = 1,
      .role = Role::kAdmin,
      .permissions = Holding({{"dashboards:create", "folders:*"}, {"dashboards:write", "folders:*"}})};
  const Principal reader{.kind = Principal::Kind::kUser,
                         .user_id = 77,
                         .org_id = 1,
                         .role = Role::kViewer,
                         .permissions = Holding({{"annotations:read", "annotations:type:dashboard"},
                                                 {"annotations:read", "annotations:type:organization"},
                                                 {"dashboards:read", "dashboards:uid:open"}})};
};

// However many come before that the reader may not see.
TEST_F(AnnotationsTest, WhatTheReaderMayNotSeeTakesNoPlace) {
  const std::int64_t open = NewDashboard("open");
  const std::int64_t closed = NewDashboard("closed");
  Annotate(open, 1, "first");
  Annotate(0, 2, "of the org");
  for (int i = 0; i < 250; ++i) Annotate(closed, 1000 + i, "closed");
  Annotate(open, 500, "second");
  for (const auto& [limit, texts] :
       std::vector<std::pair<std::int64_t, std::vector<std::string>>>{{1, {"second"}},
                                                                      {2, {"second", "of the org"}},
                                                                      {3, {"second", "of the org", "first"}},
                                                                      {100, {"second", "of the org", "first"}},
                                                                      {1000, {"second", "of the org", "first"}}})
    EXPECT_EQ(TextsOf({.limit = limit}), texts) << limit;
}

}  // namespace
}  // namespace grafake::server
