#include "server/domain/data_sources.h"

#include <gmock/gmock.h>

#include "server/domain/base64.h"
#include "server/domain/domain_fixture.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr const char* kSecretKey = "a key";

class DataSourcesTest : public DomainTest {
 protected:
  DataSources Of(const char* release_name, DataSourceStore& of) {
    const Release& named = *FindRelease(release_name);
    return {of, clock, Sealing(kSecretKey), named.data_sources, named.drawn_uids};
  }
  static DataSourceWish Wish(const std::string& name, const std::string& uid = "") {
    return {.uid = uid, .name = name, .type = "prometheus", .access = "proxy", .url = "http://x"};
  }
  std::vector<std::string> Names() {
    std::vector<std::string> names;
    for (const DataSourceRow& row : sources.List(1)) names.push_back(row.name);
    return names;
  }

  DataSourceStore store{database};
  DataSources sources = Of("9.0", store);
};

TEST_F(DataSourcesTest, NamesAndUidsAreOfOneInAnOrg) {
  ASSERT_TRUE(sources.Create(1, Wish("One", "one")));
  EXPECT_EQ(CodeOf(sources.Create(1, Wish("One"))), ErrorCode::kTaken);
  EXPECT_EQ(CodeOf(sources.Create(1, Wish("Two", "one"))), ErrorCode::kUidTaken);
  EXPECT_TRUE(sources.Create(1, Wish("one")));
  EXPECT_TRUE(sources.Create(2, Wish("One", "one")));
  EXPECT_EQ(CodeOf(sources.Get(2, 1)), ErrorCode::kNotFound);
  EXPECT_EQ(sources.GetByUid(1, "one")->name, "One");
  EXPECT_EQ(sources.GetByName(1, "One")->uid, "one");
  EXPECT_EQ(sources.GetByName(1, "one")->uid.size(), 9U);
}

TEST_F(DataSourcesTest, SecretsAreSealedAndMerged) {
  DataSourceWish wish = Wish("One");
  wish.secrets = {{"password", "s3cret"}, {"token", "t0ken"}, {"none", ""}};
  const auto made = sources.Create(1, wish);
  ASSERT_TRUE(made);
  ASSERT_EQ(made->secrets.size(), 2U);
  const std::string kept = made->secrets.at("password");
  // Their key is derived once: the salt is in the first 8 bytes.
  EXPECT_EQ(kept.substr(0, 10), made->secrets.at("token").substr(0, 10));
  EXPECT_EQ(Sealing(kSecretKey).Open(*DecodeBase64(kept)), "s3cret");
  wish.secrets = {{"token", ""}, {"more", "x"}};
  const auto changed = sources.Update(*made, wish);
  ASSERT_TRUE(changed);
  EXPECT_THAT(changed->secrets, ElementsAre(Pair("more", testing::_), Pair("password", kept)));
}

TEST_F(DataSourcesTest, AnUpdateReplacesAllButTextsThatAreEmpty) {
  DataSourceWish wish = Wish("One", "one");
  wish.user = "u";
  wish.database = "db";
  wish.basic_auth = true;
  wish.basic_auth_user = "b";
  wish.json_data = R"({"a":1})";
  const auto made = sources.Create(1, wish);
  ASSERT_TRUE(made);
  const auto changed = sources.Update(
      *made, {.name = "New", .type = "loki", .access = "direct", .url = "", .is_default = true, .version = 7});
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->name + changed->type + changed->access, "Newlokidirect");
  EXPECT_EQ(changed->uid + changed->url + changed->database + changed->basic_auth_user, "onehttp://xdbb");
  EXPECT_EQ(changed->user + changed->json_data, "");
  EXPECT_FALSE(changed->basic_auth);
  EXPECT_EQ(changed->version, 8);
}

TEST_F(DataSourcesTest, OneIsTheDefault) {
  DataSourceWish wish = Wish("One");
  wish.is_default = true;
  ASSERT_TRUE(sources.Create(1, wish));
  wish.name = "Two";
  ASSERT_TRUE(sources.Create(1, wish));
  EXPECT_FALSE(sources.Get(1, 1)->is_default);
  EXPECT_TRUE(sources.Get(1, 2)->is_default);
}

TEST_F(DataSourcesTest, WhatComesFromAFileStays) {
  auto made = sources.Create(1, Wish("One"));
  made->read_only = true;
  EXPECT_EQ(CodeOf(sources.Update(*made, Wish("Two"))), ErrorCode::kFixed);
  EXPECT_EQ(CodeOf(sources.Delete(*made)), ErrorCode::kFixed);
  made->read_only = false;
  EXPECT_TRUE(sources.Delete(*made));
  EXPECT_EQ(CodeOf(sources.Delete(*made)), ErrorCode::kNotFound);
}

TEST_F(DataSourcesTest, ListsGoByNameWhateverTheCase) {
  for (const char* name : {"b", "One", "a", "one", "C"}) ASSERT_TRUE(sources.Create(1, Wish(name)));
  EXPECT_THAT(Names(), ElementsAre("a", "b", "C", "One", "one"));
}

TEST_F(DataSourcesTest, ALaterReleaseNamesAndChecksThem) {
  DataSourceStore firsts(database, true);
  DataSources later = Of("12.4", firsts);
  EXPECT_TRUE(later.Create(1, Wish(""))->is_default);
  EXPECT_FALSE(later.Create(1, Wish(""))->is_default);
  EXPECT_THAT(Names(), ElementsAre("prometheus", "prometheus-1"));
  EXPECT_EQ(CodeOf(later.Create(1, Wish(std::string(191, 'n')))), ErrorCode::kInvalid);
  EXPECT_TRUE(later.Create(1, Wish(std::string(190, 'n'))));
  EXPECT_EQ(CodeOf(later.Create(1, Wish("x", "a b"))), ErrorCode::kUidMalformed);
  EXPECT_EQ(CodeOf(later.Create(1, Wish("x", std::string(41, 'u')))), ErrorCode::kUidTooLong);
  EXPECT_TRUE(later.Create(1, Wish("x", std::string(40, 'u'))));
  EXPECT_EQ(CodeOf(later.Create(1, Wish("prometheus", "a b"))), ErrorCode::kTaken);
  EXPECT_EQ(CodeOf(later.Update(*later.Get(1, 1), Wish("prometheus", "other"))), ErrorCode::kUidTaken);
  DataSourceWish test = Wish("Test");
  test.type = "testdata";
  EXPECT_EQ(later.Create(1, test)->type, "grafana-testdata-datasource");
}

}  // namespace
}  // namespace grafake::server
