// Folders and dashboards by Grafana's rules, at their edges: in older releases, and where they are resources.
#include "server/domain/documents.h"

#include <gtest/gtest.h>

#include "server/domain/domain_fixture.h"
#include "server/storage/element_store.h"

namespace grafake::server {
namespace {

using Uids = std::vector<std::string>;

class DocumentsTest : public DomainTest {
 protected:
  explicit DocumentsTest(bool resources = false)
      : rights(store, true, resources),
        documents(store, provisioned, rights, clock, {.resources = resources, .shares_in_detail = resources}) {}

  static Principal Someone(std::initializer_list<Permission> permissions) {
    auto held = std::make_shared<PermissionSet>();
    for (const Permission& permission : permissions) held->Add(permission);
    return {.kind = Principal::Kind::kUser, .user_id = 1, .org_id = 1, .role = Role::kAdmin, .permissions = held};
  }
  Result<DocumentRow> Folder(const std::string& uid, const std::string& title, const std::string& parent = "") {
    return documents.CreateFolder(admin, {.uid = uid, .title = title, .parent_uid = parent});
  }
  Result<DocumentRow> Dashboard(const std::string& source, const std::string& folder = "", bool overwrite = false) {
    return documents.SaveDashboard(admin, {.source = source, .folder_uid = folder, .overwrite = overwrite});
  }
  static std::string Titled(const std::string& uid, const std::string& title) {
    return R"({"uid":")" + uid + R"(","title":")" + title + R"("})";
  }

  const Principal admin = Someone({{"folders:create", "folders:*"},
                                   {"folders:write", "folders:*"},
                                   {"folders:read", "folders:*"},
                                   {"dashboards:create", "folders:*"},
                                   {"dashboards:write", "folders:*"},
                                   {"dashboards:read", "folders:*"}});
  DocumentStore store{database};
  ProvisionedStore provisioned{database};
  DocumentRights rights;
  Documents documents;
};

class ResourcesTest : public DocumentsTest {
 protected:
  ResourcesTest() : DocumentsTest(true) {}
};

TEST_F(DocumentsTest, UidsHaveAtMostFortyCharacters) {
  const std::string longest(40, 'u');
  EXPECT_TRUE(Folder(longest, "F"));
  EXPECT_EQ(CodeOf(Folder(longest + "u", "G")), ErrorCode::kUidTooLong);
  EXPECT_TRUE(Dashboard(Titled(std::string(40, 'd'), "D")));
  EXPECT_EQ(CodeOf(Dashboard(Titled(std::string(41, 'd'), "E"))), ErrorCode::kUidTooLong);
  EXPECT_EQ(CodeOf(Folder("a b", "H")), ErrorCode::kUidMalformed);
  EXPECT_EQ(CodeOf(Folder("a b" + longest, "H")), ErrorCode::kUidMalformed);
}

TEST_F(DocumentsTest, TitlesHaveNoLimit) {
  for (const std::size_t length : {189, 190, 191, 300}) {
    const std::string title(length, 't');
    EXPECT_EQ(Folder("", title)->title, title);
    EXPECT_EQ(Dashboard(Titled("", "d" + title))->slug, "d" + title);
  }
}

TEST_F(DocumentsTest, AFolderWhoseElementsAreInUseStays) {
  const auto folder = Folder("f", "F");
  ElementStore elements(database, true);
  ASSERT_TRUE(elements.Insert({.org_id = 1, .folder_id = folder->id, .uid = "e", .name = "E", .kind = 1}));
  const auto user =
      Dashboard(R"({"uid":"d","title":"D","panels":[{"type":"row","panels":[{"libraryPanel":{"uid":"e"}}]},)"
                R"({"libraryPanel":{"uid":"none"}},{"libraryPanel":5},7]})");
  ASSERT_TRUE(user);
  EXPECT_EQ(elements.Find(1, "e")->dashboards, 1);
  EXPECT_EQ(CodeOf(documents.Delete(*folder)), ErrorCode::kInUse);
  EXPECT_TRUE(documents.Folder(1, "f"));
  EXPECT_TRUE(elements.Find(1, "e"));
  ASSERT_TRUE(documents.Delete(*user));
  EXPECT_TRUE(documents.Delete(*folder));
  EXPECT_FALSE(elements.Find(1, "e"));
}

TEST_F(ResourcesTest, NamesAndUidsAreSharedByFoldersAndDashboards) {
  EXPECT_TRUE(Folder("a", "Same"));
  EXPECT_TRUE(Folder("b", "Same"));
  EXPECT_TRUE(Folder("c", "General"));
  EXPECT_TRUE(Dashboard(Titled("a", "Same")));
  EXPECT_TRUE(documents.Folder(1, "a")->is_folder);
  EXPECT_FALSE(documents.Dashboard(1, "a")->is_folder);
  EXPECT_EQ(CodeOf(documents.Dashboard(1, "b")), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(Folder("a", "Other")), ErrorCode::kUidTaken);
  EXPECT_EQ(CodeOf(Folder("general", "Other")), ErrorCode::kInvalid);
}

TEST_F(ResourcesTest, IdsHaveFifteenDigitsAndAreDrawnOnce) {
  const auto first = Folder("", "A");
  const auto second = Dashboard(Titled("", "B"));
  EXPECT_EQ(std::to_string(first->id).size(), 15U);
  EXPECT_NE(first->id, second->id);
  EXPECT_EQ(first->uid.size(), 14U);
  EXPECT_EQ(second->uid.size(), 36U);
}

TEST_F(ResourcesTest, WhatStaysAsItWasIsNoNewVersion) {
  ASSERT_TRUE(Dashboard(Titled("d", "D")));
  EXPECT_EQ(CodeOf(Dashboard(Titled("d", "D"))), ErrorCode::kVersionMismatch);
  EXPECT_EQ(Dashboard(Titled("d", "D"), "", true)->version, 1);
  EXPECT_EQ(Dashboard(Titled("d", "E"), "", true)->version, 2);
  ASSERT_TRUE(Folder("f", "F"));
  EXPECT_EQ(Dashboard(Titled("d", "E"), "f", true)->version, 3);
  EXPECT_EQ(documents.UpdateFolder(admin, "f", {.uid = "g", .title = "F", .version = 1})->version, 1);
  EXPECT_EQ(documents.UpdateFolder(admin, "f", {.title = "G", .version = 1})->version, 2);
}

TEST_F(ResourcesTest, AnIdWithAnotherUidIsOfANewOne) {
  const std::string id = std::to_string(Dashboard(Titled("d", "D"))->id);
  ASSERT_TRUE(Dashboard(Titled("e", "E")));
  const auto copy = Dashboard(R"({"id":)" + id + R"(,"uid":"f","title":"F"})", "", true);
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->version, 1);
  EXPECT_TRUE(documents.Dashboard(1, "d"));
  EXPECT_EQ(CodeOf(Dashboard(R"({"id":)" + id + R"(,"uid":"e","title":"F"})", "", true)), ErrorCode::kUidTaken);
  EXPECT_EQ(CodeOf(Dashboard(R"({"id":999,"title":"F"})")), ErrorCode::kNotFound);
}

TEST_F(ResourcesTest, MessagesHaveAtMostFiveHundredBytes) {
  const std::string source = Titled("d", "D");
  EXPECT_EQ(CodeOf(documents.SaveDashboard(admin, {.source = source, .message = std::string(501, 'm')})),
            ErrorCode::kMessageTooLong);
  EXPECT_TRUE(documents.SaveDashboard(admin, {.source = source, .message = std::string(500, 'm')}));
}

TEST_F(ResourcesTest, FoldersStandFiveDeepAtMost) {
  std::string parent;
  for (const char* uid : {"a", "b", "c", "d", "e"}) {
    ASSERT_TRUE(Folder(uid, uid, parent)) << uid;
    parent = uid;
  }
  EXPECT_EQ(CodeOf(Folder("f", "f", "e")), ErrorCode::kTooDeep);
  EXPECT_EQ(documents.Folder(1, "e")->above, (std::vector<std::string>{"c", "b", "a"}));
  ASSERT_TRUE(Folder("x", "x"));
  ASSERT_TRUE(Folder("y", "y", "x"));
  EXPECT_EQ(CodeOf(documents.MoveFolder(admin, "x", "d")), ErrorCode::kTooDeep);
  EXPECT_EQ(documents.MoveFolder(admin, "x", "c")->folder_uid, "c");
  EXPECT_EQ(CodeOf(Folder("z", "z", "nowhere")), ErrorCode::kFolderNotFound);
}

TEST_F(ResourcesTest, NoFolderIsInItself) {
  ASSERT_TRUE(Folder("a", "a"));
  ASSERT_TRUE(Folder("b", "b", "a"));
  ASSERT_TRUE(Folder("c", "c", "b"));
  for (const char* below : {"a", "b", "c"})
    EXPECT_EQ(CodeOf(documents.MoveFolder(admin, "a", below)), ErrorCode::kCircular) << below;
  EXPECT_TRUE(documents.MoveFolder(admin, "c", ""));
  EXPECT_TRUE(documents.MoveFolder(admin, "a", "c"));
  EXPECT_EQ(documents.Folder(1, "b")->above, Uids({"c"}));
  EXPECT_EQ(CodeOf(documents.MoveFolder(admin, "a", "nowhere")), ErrorCode::kFolderNotFound);
  EXPECT_EQ(CodeOf(documents.MoveFolder(admin, "nowhere", "")), ErrorCode::kNotFound);
}

TEST_F(ResourcesTest, WhatIsInAFolderGoesWithItHoweverDeep) {
  const auto top = Folder("a", "a");
  ASSERT_TRUE(Folder("b", "b", "a"));
  ASSERT_TRUE(Folder("c", "c", "b"));
  ASSERT_TRUE(Dashboard(Titled("d", "D"), "c"));
  ASSERT_TRUE(Dashboard(Titled("stays", "S")));
  EXPECT_EQ(documents.ContentsOf(*top).folders, 2);
  EXPECT_EQ(documents.ContentsOf(*top).dashboards, 1);
  ASSERT_TRUE(documents.Delete(*top));
  for (const char* uid : {"a", "b", "c"}) EXPECT_FALSE(documents.Folder(1, uid)) << uid;
  EXPECT_FALSE(documents.Dashboard(1, "d"));
  EXPECT_TRUE(documents.Dashboard(1, "stays"));
}

TEST_F(ResourcesTest, WhatIsHeldOnAFolderHoldsBelowIt) {
  ASSERT_TRUE(Folder("a", "a"));
  ASSERT_TRUE(Folder("b", "b", "a"));
  ASSERT_TRUE(Folder("other", "other"));
  const auto deep = Dashboard(Titled("d", "D"), "b");
  const Principal reader = Someone({{"folders:read", "folders:uid:a"}, {"dashboards:read", "folders:uid:a"}});
  EXPECT_TRUE(rights.May(reader, DocumentDeed::kRead, *deep));
  EXPECT_FALSE(rights.May(reader, DocumentDeed::kWrite, *deep));
  EXPECT_TRUE(rights.May(reader, DocumentDeed::kRead, *documents.Folder(1, "b")));
  EXPECT_FALSE(rights.May(reader, DocumentDeed::kRead, *documents.Folder(1, "other")));
  std::vector<std::string> seen;
  for (const FoundDocument& found : documents.List({}, reader)) seen.push_back(found.row.uid);
  EXPECT_EQ(seen, Uids({"d", "a", "b"}));
  EXPECT_EQ(CodeOf(documents.MoveFolder(reader, "b", "")), ErrorCode::kDenied);
}

}  // namespace
}  // namespace grafake::server
