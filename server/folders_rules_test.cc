// Folders in folders, as releases have them in which folders are resources.
#include <gmock/gmock.h>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class FoldersRulesTest : public testing::Test {
 protected:
  Response MakeFolder(const std::string& uid, const std::string& parent = "") {
    return of.Send("POST", "/api/folders",
                   R"({"uid":")" + uid + R"(","title":")" + uid + R"(","parentUid":")" + parent + R"("})");
  }
  Response Move(const std::string& uid, const std::string& parent) {
    return of.Send("POST", "/api/folders/" + uid + "/move", R"({"parentUid":")" + parent + R"("})");
  }

  OfRelease of{"12.4"};
};

TEST_F(FoldersRulesTest, AFolderTellsThoseThatItIsIn) {
  EXPECT_THAT(MakeFolder("a").body, Not(HasSubstr("parent")));
  MakeFolder("b", "a");
  EXPECT_THAT(MakeFolder("c", "b").body, AllOf(HasSubstr(R"("version":1,"parentUid":"b","parents":[{"id":)"),
                                               HasSubstr(R"("uid":"a","orgId":1)"), EndsWith("]}")));
  EXPECT_THAT(of.Get("/api/folders"), AllOf(HasSubstr(R"("uid":"a","title":"a"})"), Not(HasSubstr("\"b\""))));
  EXPECT_THAT(of.Get("/api/folders?parentUid=a"), EndsWith(R"("uid":"b","title":"b","parentUid":"a"}])"));
  EXPECT_EQ(of.Send("GET", "/api/folders?parentUid=x").status, 404);
  EXPECT_THAT(of.Get("/api/search"), HasSubstr(R"("folderUid":"b")"));
}

TEST_F(FoldersRulesTest, WhatIsInOneIsCountedHoweverDeep) {
  MakeFolder("a");
  MakeFolder("b", "a");
  of.Send("POST", "/api/dashboards/db", R"({"dashboard":{"title":"D"},"folderUid":"b"})");
  EXPECT_EQ(of.Get("/api/folders/a/counts"), R"({"alertrule":0,"dashboard":1,"folder":1,"librarypanel":0})");
  EXPECT_EQ(of.Send("GET", "/api/folders/x/counts").status, 404);
}

TEST_F(FoldersRulesTest, OneIsMovedUnlessItWouldBeInItself) {
  MakeFolder("a");
  MakeFolder("b", "a");
  EXPECT_THAT(Move("b", "").body, Not(HasSubstr("parentUid")));
  EXPECT_THAT(Move("a", "b").body, HasSubstr(R"("parentUid":"b")"));
  const Response circular = Move("b", "a");
  EXPECT_EQ(circular.status, 400);
  EXPECT_THAT(circular.body, HasSubstr("folder.circular-reference"));
  EXPECT_EQ(Move("x", "a").status, 404);
  EXPECT_EQ(Move("a", "x").status, 404);
}

TEST_F(FoldersRulesTest, TooManyAreRefused) {
  std::string parent;
  for (const char* uid : {"a", "b", "c", "d", "e"}) {
    EXPECT_EQ(MakeFolder(uid, parent).status, 200) << uid;
    parent = uid;
  }
  const Response deep = MakeFolder("f", "e");
  EXPECT_EQ(deep.status, 400);
  EXPECT_THAT(deep.body, HasSubstr("Maximum nested folder depth reached"));
}

TEST_F(FoldersRulesTest, WhatIsGivenOnOneIsGivenOnWhatIsInIt) {
  of.MakeUser("vic");
  MakeFolder("a");
  MakeFolder("b", "a");
  MakeFolder("secret");
  of.Send("POST", "/api/folders/secret/permissions", R"({"items":[]})");
  MakeFolder("deep", "secret");
  of.Send("POST", "/api/dashboards/db", R"({"dashboard":{"uid":"d","title":"D"},"folderUid":"b"})");
  EXPECT_THAT(of.Get("/api/folders/b", "vic:pass-1234"), StartsWith(R"({"id":)"));
  EXPECT_THAT(of.Get("/api/dashboards/uid/d", "vic:pass-1234"), HasSubstr(R"("folderUid":"b")"));
  EXPECT_EQ(of.Send("GET", "/api/folders/deep", "", "vic:pass-1234").status, 403);
  EXPECT_THAT(of.Get("/api/search", "vic:pass-1234"), AllOf(HasSubstr(R"("uid":"b")"), Not(HasSubstr("deep"))));
}

TEST_F(FoldersRulesTest, OlderReleasesHaveNone) {
  OfRelease older("9.0");
  EXPECT_THAT(older.Send("POST", "/api/folders", R"({"uid":"a","title":"a","parentUid":"x"})").body,
              HasSubstr(R"("uid":"a")"));
  EXPECT_EQ(older.Send("GET", "/api/folders/a/counts").status, 404);
}

}  // namespace
}  // namespace grafake::server
