// What a seed may not hold, since no request could make it.

#include <array>
#include <utility>

#include "server/control/control_fixture.h"

namespace grafake::server {
namespace {

using testing::HasSubstr;

class SeedRefusalsTest : public ControlTest {};

constexpr std::string_view kFormOfHash = "password_hash is not one of a password";

constexpr auto kWrongSeeds = std::to_array<std::pair<const char*, std::string_view>>({
    {"service_accounts: [{name: ''}]", "line 1: service_accounts[0]: name is empty"},
    {"service_accounts:\n- {name: r, tokens: [{name: t}, {name: ''}]}",
     "line 2: service_accounts[0].tokens[1]: name is empty"},
    {"api_keys: [{name: ''}]", "line 1: api_keys[0]: name is empty"},
    {"teams: [{name: ''}]", "line 1: teams[0]: name is empty"},
    {"data_sources: [{name: '', type: x}]", "line 1: data_sources[0]: name is empty"},
    {"data_sources: [{name: x, type: ''}]", "line 1: data_sources[0]: type is empty"},
    {"playlists: [{name: '', items: [{type: t, value: '1'}]}]", "line 1: playlists[0]: name is empty"},
    {"users: [{login: '', password: x}]", "line 1: users[0]: login is empty, and there is no email"},
    {"users: [{login: x, password_hash: zz}]", kFormOfHash},
    {"users: [{login: x, password_hash: '0123456789abcdef'}]", kFormOfHash},
    {"teams: [{name: t, members: [admin, admin]}]", "line 1: teams[0]: members names \"admin\" twice"},
    {"users: [{login: x, orgs: {Main Org.: Viewer, '': Editor}}]", "line 1: users[0]: orgs names \"Main Org.\" twice"},
    {"playlists: [{name: w, items: []}]", "line 1: playlists[0]: items is empty, and this release has no"},
});

TEST_F(SeedRefusalsTest, WhatNoRequestCouldMakeIsRefusedByName) {
  for (const auto& [seed, sentence] : kWrongSeeds) {
    const auto answer = AskMain("POST", "/_grafake/seed", seed);
    EXPECT_EQ(answer.status, 422) << seed << answer.body;
    EXPECT_THAT(answer.Error(), HasSubstr(sentence)) << seed;
  }
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/users").Json().size(), 1U);
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/teams/search").Json()["totalCount"], 0);
}

TEST_F(SeedRefusalsTest, AUserMayHaveHisEmailAlone) {
  EXPECT_EQ(AskMain("POST", "/_grafake/seed", "users: [{login: '', email: ada@x}, {login: '', email: bob@x}]").status,
            201);
  EXPECT_EQ(AsAdmin(app.url(), "GET", "/api/users/lookup?loginOrEmail=ada@x").Json()["login"], "ada@x");
}

// A state tells what was there, however it came there.
TEST_F(SeedRefusalsTest, WhatTellsItsIdStaysAsItWas) {
  const auto answer = AskMain("POST", "/_grafake/seed",
                              "replace: true\norgs: [{id: 1, name: Main Org.}]\n"
                              "users: [{id: 5, login: '', email: '', password_hash: zz}]\nteams: [{id: 7, name: ''}]");
  EXPECT_EQ(answer.status, 201) << answer.body;
}

}  // namespace
}  // namespace grafake::server
