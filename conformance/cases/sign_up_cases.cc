#include "conformance/cases/own_org.h"

// Signing up and invitations, where no mail is sent.
namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* kInvites = "/api/org/invites";

const std::string kNewPassword = "cf-Secret-1-invited";

// An invitation into the org and its code.
struct Invitation {
  std::string email, code;
};

Invitation Invite(const OwnOrg& org, const std::string& role = "Editor") {
  Invitation invitation{.email = org.s.Name("new@example.com")};
  org.Post(kInvites, {{"loginOrEmail", invitation.email}, {"role", role}, {"name", "New One"}})
      .Needs(Message(200, "Created invite for " + invitation.email));
  invitation.code = org.Get(kInvites).Needs(Size("", 1)).NeedsText("/0/code");
  return invitation;
}

// Without credentials, as the one who was invited.
Reply Complete(const OwnOrg& org, const Invitation& invitation, const std::string& login) {
  org.s.Announce("user", login);
  return org.s.Post("/api/user/invite/complete",
                    {{"inviteCode", invitation.code},
                     {"email", invitation.email},
                     {"name", "New One"},
                     {"username", login},
                     {"password", kNewPassword},
                     {"confirmPassword", kNewPassword}},
                    "");
}

std::vector<Case> Invitations() {
  return {
      {"INVITE-001", kMust, "Who was invited makes himself a user with the role that was offered.", kRecordedBoth,
       "signup/invites 33",
       [](Session& s) {
         const OwnOrg org(s);
         const Invitation invitation = Invite(org);
         s.Get("/api/user/invite/" + invitation.code, "")
             .Is(AllOf(Status(200), Field("/email", invitation.email), Field("/name", "New One")));
         const std::string login = s.Name("newone");
         Complete(org, invitation, login).Is(Message(200, "User created and logged in"));
         s.Get("/api/user/orgs", login + ":" + kNewPassword)
             .Is(AllOf(Status(200), BodyThat(AllOf(HasSubstr("\"orgId\":" + std::to_string(org.id)),
                                                   HasSubstr("\"role\":\"Editor\"")))));
       }},
      {"INVITE-002", kMust, "An invitation is used once.", kRecordedBoth, "signup/invites 36",
       [](Session& s) {
         const OwnOrg org(s);
         const Invitation invitation = Invite(org);
         Complete(org, invitation, s.Name("newone")).Needs(Status(200));
         Complete(org, {s.Name("again@example.com"), invitation.code}, s.Name("again"))
             .Is(Message(412, "Invite cannot be used in status Completed"));
         s.Get("/api/user/invite/" + invitation.code, "").Is(Message(404, "Invite not found"));
         org.Get(kInvites).Is(Exactly(200, "[]"));
       }},
      {"INVITE-003", kMust, "A revoked invitation is worth nothing.", kRecordedBoth, "signup/invites 42",
       [](Session& s) {
         const OwnOrg org(s);
         const Invitation invitation = Invite(org);
         org.Patch("/api/org/invites/" + invitation.code + "/revoke", Json::object())
             .Is(Message(200, "Invite revoked"));
         s.Get("/api/user/invite/" + invitation.code, "").Is(Message(404, "Invite not found"));
         org.Get(kInvites).Is(Exactly(200, "[]"));
       }},
      {"INVITE-004", kMust, "Viewers and Editors neither see invitations nor invite.", kRecordedBoth,
       "signup/invites 52",
       [](Session& s) {
         s.Require(Feature::kRbac);
         const OwnOrg org(s);
         for (const char* role : {"Viewer", "Editor"}) {
           const std::string who = org.Token(role);
           s.Get(kInvites, who).Is(Denied("org.users:add"));
           s.Post(kInvites, {{"loginOrEmail", s.Name("by@example.com")}, {"role", "Viewer"}}, who)
               .Is(Denied("org.users:add"));
         }
         org.Get(kInvites).Is(Exactly(200, "[]"));
       }},
      {"INVITE-005", kMust, "Who is in the org already is not invited.", kRecordedBoth, "signup/invites 27",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kInvites, {{"loginOrEmail", org.person.login}, {"role", "Viewer"}, {"name", ""}})
             .Is(Message(412, "User " + org.person.login + " is already added to organization"));
       }},
      {"INVITE-006", kMust, "Nobody is invited for a role that there is not, or without an address.", kRecordedBoth,
       "signup/invites 23",
       [](Session& s) {
         const OwnOrg org(s);
         org.Post(kInvites, {{"loginOrEmail", s.Name("x@example.com")}, {"role", "Boss"}})
             .Is(Message(400, "bad request data"));
         org.Post(kInvites, Json::object()).Is(Message(400, "bad request data"));
         org.Get(kInvites).Is(Exactly(200, "[]"));
       }},
      {"INVITE-007", kMust, "In 12.4 an invitation is for the address that was invited.", "12.4", "signup/invites 40",
       [](Session& s) {
         const OwnOrg org(s);
         const Invitation invitation = Invite(org);
         Complete(org, {s.Name("other@example.com"), invitation.code}, s.Name("other"))
             .Is(Message(400, "The provided email is different from the address that is found in the invite"));
       }},
      {"INVITE-008", kMust, "The invitations of one org are not seen from another.", kRecordedBoth, "signup/invites 55",
       [](Session& s) {
         const OwnOrg org(s);
         (void)Invite(org);
         OwnOrg(s).Get(kInvites).Is(Exactly(200, "[]"));
       }},
  };
}

Json Newcomer() {
  return {{"email", "new@example.com"}, {"username", "new"}, {"name", "New"}, {"password", kNewPassword}};
}

std::vector<Case> SignUps() {
  const std::string open = "[users]\nallow_sign_up = true\n";
  return {
      {"SIGNUP-001", kMust, "Where signing up is not allowed nobody makes himself a user.", kRecordedBoth,
       "signup/closed 2",
       [](Session& s) {
         s.Require(Feature::kServerAdmin);  // who could remove the user
         s.RequireSetting("users", "allow_sign_up", "false");
         const std::string login = s.Name("new");
         s.Announce("user", login);
         s.Post("/api/user/signup", {{"email", login + "@example.com"}}, "")
             .Is(Message(401, "User signup is disabled"));
         Json body = Newcomer();
         body.update({{"email", login + "@example.com"}, {"username", login}});
         s.Post("/api/user/signup/step2", body, "").Is(Message(401, "User signup is disabled"));
       }},
      {"SIGNUP-002", kMust, "Where signing up is allowed people make themselves users, once.", kRecordedBoth,
       "signup/quota 2",
       [](Session& s) {
         s.Post("/api/user/signup/step2", Newcomer(), "")
             .Is(AllOf(Status(200), Field("/code", "redirect-to-landing-page")));
         s.Get("/api/user", "new:" + kNewPassword).Is(AllOf(Status(200), Field("/email", "new@example.com")));
         s.Post("/api/user/signup/step2", Newcomer(), "").Is(Status(401));
         s.Get("/api/users").Is(Size("", 2));
       },
       WithToggle(open)},
      {"SIGNUP-003", kMust, "Where addresses are verified signing up needs a code.", kRecordedBoth, "signup/verify 3",
       [](Session& s) {
         s.Post("/api/user/signup/step2", Newcomer(), "").Is(Message(404, "Invalid email verification code"));
         Json body = Newcomer();
         body["code"] = "nope";
         s.Post("/api/user/signup/step2", body, "").Is(Message(404, "Invalid email verification code"));
         s.Get("/api/users").Is(Size("", 1));
       },
       WithToggle(open + "verify_email_enabled = true\n")},
      {"SIGNUP-004", kMust, "With the quota of users reached signing up and inviting are refused with 403.",
       kRecordedBoth, "signup/quota 1",
       [](Session& s) {
         s.Post("/api/user/signup", {{"email", "new@example.com"}}, "").Is(Message(403, "user Quota reached"));
         s.Post(kInvites, {{"loginOrEmail", "x@example.com"}, {"role", "Viewer"}, {"name", ""}})
             .Is(Message(403, "user Quota reached"));
       },
       WithToggle(open + "[quota]\nenabled = true\nglobal_user = 1\n")},
  };
}

}  // namespace

std::vector<Case> SignUpCases() {
  std::vector<Case> cases = Invitations();
  const std::vector<Case> more = SignUps();
  cases.insert(cases.end(), more.begin(), more.end());
  return cases;
}

}  // namespace grafake::conformance
