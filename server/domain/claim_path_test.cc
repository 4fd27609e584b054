#include "server/domain/claim_path.h"

#include <gtest/gtest.h>

namespace grafake::server {
namespace {

constexpr const char* kClaims =
    R"({"role":"Editor","info":{"roles":["admin","dev"],"n":3},"groups":[{"name":"a","on":true},{"name":"b"}],"a-b":"x",)"
    R"("empty":""})";

std::string Found(std::string_view path) {
  const auto read = ClaimPath::Read(path);
  return read ? read->FindIn(kClaims).value_or("fails") : "unreadable";
}

TEST(ClaimPathTest, APathFindsWhatItNames) {
  struct Case {
    const char* path;
    const char* found;
  };
  for (const auto& [path, found] : std::initializer_list<Case>{
           {"role", R"("Editor")"},
           {" info . roles [0] ", R"("admin")"},
           {"info.roles[-1]", R"("dev")"},
           {"info.roles[7]", "null"},
           {"nobody.at.all", "null"},
           {R"("a-b")", R"("x")"},
           {"groups[*].name", R"(["a","b"])"},
           {"groups[?on].name", R"(["a"])"},
           {"groups[?name == 'b'] | [0].name", R"("b")"},
           {"contains(info.roles[*], 'admin') && 'Admin' || 'Viewer'", R"("Admin")"},
           {"contains(info.roles, 'boss') && 'Admin' || contains(info.roles, 'dev') && 'Editor' || 'Viewer'",
            R"("Editor")"},
           {"contains(nobody, 'x') || 'Viewer'", "fails"},
           {"contains(role, 'dit')", "true"},
           {"starts_with(role, 'E') && !ends_with(role, 'x')", "true"},
           {"info.n == `3.0`", "true"},
           {"info.n > `2` && role != 'Admin'", "true"},
           {"role < 'x'", "null"},
           {"length(info.roles)", "2"},
           {"not_null(nobody, empty, role)", R"("")"},
           {"empty || @.role", R"("Editor")"},
           {"(role || 'x') && 'y'", R"("y")"},
           {R"('it\'s')", R"("it's")"},
       })
    EXPECT_EQ(Found(path), found) << path;
}

TEST(ClaimPathTest, WhatIsNoPathIsToldSo) {
  for (const char* const path : {"", "[[[", "role ||", "role extra", "'open", "`{`", "unknown(role)", "contains(role)",
                                 "a.[", "groups[x]", "(role", "1a", "!"})
    EXPECT_EQ(Found(path), "unreadable") << path;
}

TEST(ClaimPathTest, TextsAreTextsAlone) {
  EXPECT_EQ(ClaimPath::Read("role")->TextIn(kClaims), "Editor");
  EXPECT_EQ(ClaimPath::Read("info.n")->TextIn(kClaims), "");
  EXPECT_EQ(ClaimPath::Read("info.roles")->TextsIn(kClaims), (std::vector<std::string>{"admin", "dev"}));
  EXPECT_TRUE(ClaimPath::Read("role")->TextsIn(kClaims).empty());
}

}  // namespace
}  // namespace grafake::server
