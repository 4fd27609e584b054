// Folders and dashboards as they are kept: which one a change means, what stands in its way, what goes with a folder.
#include "server/storage/document_store.h"

#include <gtest/gtest.h>

#include "server/storage/org_store.h"
#include "server/storage/permission_store.h"

namespace grafake::server {
namespace {

std::string TextOfChange(std::int64_t id, const std::string& uid, std::int64_t version) {
  return std::to_string(id) + " " + uid + " " + std::to_string(version);
}

class DocumentStoreTest : public testing::Test {
 protected:
  DocumentStoreTest() { EXPECT_TRUE(OrgStore(database).Insert("Main Org.", Timestamp())); }

  static DocumentChange Change(std::string uid, std::string title) {
    DocumentChange change{.org_id = 1, .uid = std::move(uid), .title = title, .slug = title};
    change.drawn_uid = "drawn";
    change.text = TextOfChange;
    return change;
  }
  static DocumentChange Folder(std::string uid, std::string title) {
    DocumentChange change = Change(std::move(uid), std::move(title));
    change.is_folder = true;
    return change;
  }
  std::optional<ErrorCode> Refused(const DocumentChange& change) {
    const auto saved = store.Save(change);
    return saved ? std::nullopt : std::optional(saved.error().code);
  }
  std::vector<std::string> Listed(const DocumentQuery& query) {
    std::vector<std::string> uids;
    for (const FoundDocument& found : store.List(query, 1)) uids.push_back(found.row.uid);
    return uids;
  }

  Database database{""};
  DocumentStore store{database};
};

using Uids = std::vector<std::string>;

TEST_F(DocumentStoreTest, ANewOneHasTheFirstVersionAndTellsItself) {
  const auto made = store.Save(Change("", "one"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->uid, "drawn");
  EXPECT_EQ(made->version, 1);
  EXPECT_EQ(store.TextOf(made->id), "1 drawn 1");
  EXPECT_EQ(store.FindByUid(1, "drawn")->id, made->id);
  EXPECT_FALSE(store.FindByUid(2, "drawn"));
}

TEST_F(DocumentStoreTest, OnlyTheVersionThatWasReadIsChanged) {
  ASSERT_TRUE(store.Save(Change("a", "one")));
  EXPECT_EQ(Refused(Change("a", "two")), ErrorCode::kVersionMismatch);
  DocumentChange change = Change("a", "two");
  change.version = 1;
  EXPECT_EQ(store.Save(change)->version, 2);
  change.overwrite = true;
  EXPECT_EQ(store.Save(change)->version, 3);
  EXPECT_EQ(store.Versions(1, 0, -1).size(), 3U);
  EXPECT_EQ(store.FindVersion(1, 2)->text, "1 a 2");
  EXPECT_FALSE(store.FindVersion(1, 4));
}

// Those of another org that has the same uid stay.
TEST_F(DocumentStoreTest, WhatIsHeldOnItFollowsItsUid) {
  PermissionStore permissions(database);
  ASSERT_TRUE(OrgStore(database).Insert("Other", Timestamp()));
  for (const bool is_folder : {true, false}) {
    const std::string old = DocumentScope(is_folder, "old");
    const std::string fresh = DocumentScope(is_folder, "new");
    DocumentChange change = is_folder ? Folder("old", "ops") : Change("old", "one");
    change.grants = {{DocumentGrant::To::kRole, 0, "Viewer", {"x:read", "x:write"}}};
    if (!is_folder) {
      ASSERT_TRUE(store.Erase(1, 1));
    }
    const auto made = store.Save(change);
    ASSERT_TRUE(made);
    change.org_id = 2;
    ASSERT_TRUE(store.Save(change));
    ASSERT_TRUE(store.Give(1, fresh, {{DocumentGrant::To::kRole, 0, "Viewer", {"x:read"}}}, Timestamp()));
    change.org_id = 1;
    change.id = made->id;
    change.uid = "new";
    change.version = 1;
    ASSERT_EQ(store.Save(change)->uid, "new");
    EXPECT_EQ(permissions.HeldOn(1, fresh).size(), 2U);
    EXPECT_TRUE(permissions.HeldOn(1, old).empty());
    EXPECT_EQ(permissions.HeldOn(2, old).size(), 2U);
    ASSERT_TRUE(store.Erase(2, made->id + 1));
  }
}

TEST_F(DocumentStoreTest, NamesAreOneOfAKindInAFolder) {
  ASSERT_TRUE(store.Save(Folder("f", "ops")));
  ASSERT_TRUE(store.Save(Change("a", "one")));
  EXPECT_EQ(Refused(Change("b", "one")), ErrorCode::kTaken);
  EXPECT_EQ(Refused(Change("b", "ops")), ErrorCode::kNameOfFolder);
  EXPECT_EQ(Refused(Folder("g", "one")), ErrorCode::kNameOfDashboard);
  EXPECT_EQ(Refused(Folder("a", "new")), ErrorCode::kOtherKind);
  DocumentChange inside = Change("b", "one");
  inside.folder_id = 1;
  EXPECT_EQ(store.Save(inside)->folder_title, "ops");
  DocumentChange instead = Change("c", "one");
  instead.overwrite = true;
  EXPECT_EQ(store.Save(instead)->uid, "a");
}

TEST_F(DocumentStoreTest, AnIdFindsOneWhoseUidMayChange) {
  ASSERT_TRUE(store.Save(Change("a", "one")));
  ASSERT_TRUE(store.Save(Change("b", "two")));
  DocumentChange change = Change("c", "three");
  change.id = 1;
  change.overwrite = true;
  EXPECT_EQ(store.Save(change)->uid, "c");
  change.uid = "b";
  EXPECT_EQ(Refused(change), ErrorCode::kUidTaken);
  change.id = 99;
  EXPECT_EQ(Refused(change), ErrorCode::kNotFound);
}

TEST_F(DocumentStoreTest, WhatIsInAFolderGoesWithIt) {
  DocumentChange folder = Folder("f", "ops");
  folder.grants = {{.to = DocumentGrant::To::kRole, .role = "Viewer", .actions = {"folders:read"}}};
  ASSERT_TRUE(store.Save(folder));
  DocumentChange inside = Change("a", "one");
  inside.folder_id = 1;
  inside.tags = {"x", "y"};
  ASSERT_TRUE(store.Save(inside));
  PermissionStore permissions(database);
  EXPECT_EQ(permissions.HeldOn(1, "folders:uid:f").size(), 1U);
  const std::vector<PermissionQuestion> viewers{{{.org_id = 1, .by = HeldBy::kRole, .role = "Viewer"}}};
  EXPECT_EQ(permissions.ListOf(viewers).front().size(), 1U);
  EXPECT_TRUE(store.Erase(1, 1));
  EXPECT_FALSE(store.FindByUid(1, "a"));
  EXPECT_TRUE(store.Tags(1).empty());
  EXPECT_TRUE(permissions.HeldOn(1, "folders:uid:f").empty());
}

TEST_F(DocumentStoreTest, ListsWhatTheReaderMaySee) {
  ASSERT_TRUE(store.Save(Folder("f", "ops")));
  DocumentChange inside = Change("a", "in_ops");
  inside.folder_id = 1;
  inside.tags = {"x", "y"};
  ASSERT_TRUE(store.Save(inside));
  ASSERT_TRUE(store.Save(Change("b", "Plain")));
  DocumentQuery query{.org_id = 1, .visible = {.all_dashboards = true, .all_folders = true}};
  EXPECT_EQ(Listed(query), (Uids{"b", "a", "f"}));
  query.tags = {"y"};
  EXPECT_EQ(Listed(query), Uids{"a"});
  query.tags = {"y", "z"};
  EXPECT_EQ(Listed(query), Uids());
  query.tags = {};
  query.text = "in_";
  EXPECT_EQ(Listed(query), Uids{"a"});
  query.text = "";
  query.visible = {.dashboards_in = {"f"}};
  EXPECT_EQ(Listed(query), Uids{"a"});
  query.visible = {.dashboards_in_none = true};
  EXPECT_EQ(Listed(query), Uids{"b"});
  query.visible = {.dashboard_uids = {"a"}, .folder_uids = {"f"}};
  EXPECT_EQ(Listed(query), (Uids{"a", "f"}));
}

TEST_F(DocumentStoreTest, StarsAreOneEach) {
  ASSERT_TRUE(store.Save(Change("a", "one")));
  EXPECT_TRUE(store.Star(1, 1));
  EXPECT_FALSE(store.Star(1, 1));
  EXPECT_TRUE(store.IsStarred(1, 1));
  EXPECT_EQ(store.Stars(1, 1), Uids{"a"});
  EXPECT_TRUE(store.Unstar(1, 1));
  EXPECT_TRUE(store.Unstar(1, 1));
  EXPECT_TRUE(store.Stars(1, 1).empty());
}

}  // namespace
}  // namespace grafake::server
