// Who is invited, and who signs up by himself, asked of a whole Instance.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "server/of_release.h"

namespace grafake::server {
namespace {

using nlohmann::json;
using testing::HasSubstr;

InstanceSettings Open(std::chrono::nanoseconds* later = nullptr) {
  InstanceSettings settings;
  settings.sign_up.allowed = true;
  settings.redirects.root_url = "http://localhost:3000/";
  if (later != nullptr) settings.clock = [later] { return Instant(std::chrono::hours(500'000)) + *later; };
  return settings;
}

std::string Invite(OfRelease& of, const std::string& who, const std::string& role = "Editor") {
  return of.Send("POST", "/api/org/invites", json{{"loginOrEmail", who}, {"role", role}, {"name", "New"}}.dump()).body;
}

std::string FirstCode(OfRelease& of) { return json::parse(of.Get("/api/org/invites")).at(0).at("code"); }

std::string Accept(OfRelease& of, const std::string& code, const std::string& email, const std::string& login) {
  const json body{{"inviteCode", code}, {"email", email}, {"username", login}, {"password", "pass-1234"}};
  return of.Send("POST", "/api/user/invite/complete", body.dump(), "").body;
}

std::string SignUp(OfRelease& of, const json& body) {
  return of.Send("POST", "/api/user/signup/step2", body.dump(), "").body;
}

TEST(InvitationRulesTest, WhoIsInvitedBecomesAMemberWithThatRole) {
  OfRelease of("9.0", Open());
  EXPECT_EQ(of.Get("/api/org/invites"), "[]");
  EXPECT_EQ(Invite(of, "new@example.com"), R"({"message":"Created invite for new@example.com"})");
  const std::string code = FirstCode(of);
  EXPECT_EQ(code.size(), 30U);
  EXPECT_THAT(of.Get("/api/org/invites"), HasSubstr("\"url\":\"http://localhost:3000/invite/" + code + "\""));
  EXPECT_EQ(of.Get("/api/user/invite/" + code, ""),
            R"({"email":"new@example.com","name":"New","username":"new@example.com","invitedBy":"admin"})");
  EXPECT_EQ(Accept(of, code, "other@example.com", "newone"), R"({"id":2,"message":"User created and logged in"})");
  EXPECT_EQ(of.Get("/api/user/orgs", "newone:pass-1234"), R"([{"orgId":1,"name":"Main Org.","role":"Editor"}])");
  EXPECT_EQ(Accept(of, code, "x@example.com", "x"), R"({"message":"Invite cannot be used in status Completed"})");
  EXPECT_EQ(of.Get("/api/user/invite/" + code, ""), R"({"message":"Invite not found"})");
}

TEST(InvitationRulesTest, WhoIsAUserAlreadyIsAMemberAtOnce) {
  OfRelease of("9.0", Open());
  of.MakeUser("una");
  EXPECT_THAT(Invite(of, "una"), HasSubstr("User una is already added to organization"));
  EXPECT_EQ(of.Send("DELETE", "/api/org/users/2").status, 200);
  EXPECT_EQ(of.Send("POST", "/api/orgs", R"({"name":"Second"})").status, 200);
}

TEST(InvitationRulesTest, ARevokedOneIsWorthNothing) {
  for (const auto& [release, unknown] : {std::pair{"9.0", "Invite revoked"}, {"12.4", "Invite not found"}}) {
    OfRelease of(release, Open());
    Invite(of, "new@example.com");
    const std::string code = FirstCode(of);
    EXPECT_EQ(of.Send("PATCH", "/api/org/invites/" + code + "/revoke").body, R"({"message":"Invite revoked"})");
    EXPECT_EQ(of.Get("/api/org/invites"), "[]");
    EXPECT_THAT(Accept(of, code, "new@example.com", "x"), HasSubstr("in status Revoked"));
    EXPECT_THAT(of.Send("PATCH", "/api/org/invites/unknown/revoke").body, HasSubstr(unknown));
  }
}

TEST(InvitationRulesTest, AnOldOneHasEnded) {
  std::chrono::nanoseconds later{0};
  OfRelease of("9.0", Open(&later));
  Invite(of, "new@example.com");
  const std::string code = FirstCode(of);
  later = std::chrono::hours(23);
  EXPECT_EQ(FirstCode(of), code);
  later = std::chrono::hours(24);
  EXPECT_EQ(of.Get("/api/org/invites"), "[]");
  EXPECT_THAT(Accept(of, code, "new@example.com", "x"), HasSubstr("in status Expired"));
}

TEST(InvitationRulesTest, LaterReleasesKeepTheMailThatWasInvited) {
  for (const char* const release : {"8.5", "9.3", "12.4"}) {
    OfRelease of(release, Open());
    Invite(of, "new@example.com");
    EXPECT_THAT(Accept(of, FirstCode(of), "other@example.com", "x"), HasSubstr("is different from the address"));
    EXPECT_THAT(Accept(of, FirstCode(of), "new@example.com", "x"), HasSubstr("User created and logged in"));
  }
}

TEST(InvitationRulesTest, WhatCannotBeAnInvitationIsRefused) {
  OfRelease of("9.0", Open());
  EXPECT_THAT(Invite(of, ""), HasSubstr("bad request data"));
  EXPECT_THAT(Invite(of, "x@y.z", "Boss"), HasSubstr("bad request data"));
  EXPECT_THAT(of.Send("POST", "/api/org/invites", R"({"loginOrEmail":"x"})").body, HasSubstr("Invalid role specified"));
  EXPECT_EQ(of.Send("POST", "/api/org/invites", R"({"loginOrEmail":"x@y.z","role":"Viewer","sendEmail":true})").status,
            412);
  EXPECT_EQ(of.Send("POST", "/api/org/invites", R"({"loginOrEmail":"login","role":"Viewer","sendEmail":true})").status,
            200);
  EXPECT_THAT(Accept(of, FirstCode(of), "admin@localhost", "x"), HasSubstr("already exists"));
  EXPECT_EQ(of.Send("POST", "/api/user/invite/complete", R"({"inviteCode":"x","email":"a@b.c"})", "").status, 404);
}

TEST(InvitationRulesTest, WhoSignsUpUsesUpHisInvitations) {
  OfRelease of("9.0", Open());
  Invite(of, "new@example.com", "Admin");
  EXPECT_EQ(of.Send("POST", "/api/user/signup", R"({"email":"new@example.com"})", "").body,
            R"({"status":"SignUpCreated"})");
  const json one{{"email", "new@example.com"}, {"username", "new"}, {"password", "1"}};
  EXPECT_THAT(SignUp(of, one), HasSubstr("redirect-to-select-org"));
  EXPECT_EQ(of.Get("/api/org/invites"), "[]");
  EXPECT_EQ(of.Get("/api/user/orgs", "new:1"), R"([{"orgId":1,"name":"Main Org.","role":"Viewer"}])");
  EXPECT_EQ(SignUp(of, one), R"({"message":"User with same email address already exists"})");
  EXPECT_THAT(SignUp(of, json::object()), HasSubstr("redirect-to-landing-page"));
  EXPECT_EQ(SignUp(of, json::object()), R"({"message":"User with same email address already exists"})");
  EXPECT_EQ(of.Send("POST", "/api/user/signup", R"({"email":"new"})", "").status, 422);
}

TEST(InvitationRulesTest, LaterReleasesLookAtWhoSignsUp) {
  OfRelease of("12.4", Open());
  const json odd{{"email", "odd"}, {"username", "x"}, {"password", "pass-1234"}};
  EXPECT_EQ(SignUp(of, odd), R"({"message":"Invalid email address"})");
  EXPECT_THAT(SignUp(of, {{"email", "a@b.c"}, {"username", "x"}, {"password", "1"}}), HasSubstr("Failed to create"));
  EXPECT_THAT(SignUp(of, json::object()), HasSubstr("Failed to create user"));
}

TEST(InvitationRulesTest, SignUpMayBeClosedOrWantACode) {
  OfRelease closed("9.0");
  EXPECT_EQ(closed.Send("POST", "/api/user/signup", R"({"email":"a@b.c"})", "").status, 401);
  InstanceSettings settings = Open();
  settings.sign_up.verifies_mail = true;
  OfRelease of("9.0", settings);
  EXPECT_EQ(of.Send("POST", "/api/user/signup", R"({"email":"a@b.c"})", "").status, 500);
  EXPECT_EQ(SignUp(of, {{"email", "a@b.c"}}), R"({"message":"Invalid email verification code"})");
  EXPECT_EQ(of.Get("/api/user/signup/options", ""), R"({"autoAssignOrg":true,"verifyEmailEnabled":true})");
}

}  // namespace
}  // namespace grafake::server
