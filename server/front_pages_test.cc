// What a browser gets: pages, the files that they need, and what their scripts are told.
#include <gmock/gmock.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "server/http/compression.h"
#include "server/instance_client.h"

namespace grafake::server {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

class FrontPagesTest : public testing::Test {
 protected:
  FrontPagesTest() {
    settings.roles.service_accounts = true;
    settings.redirects.root_url = "http://localhost:3000/";
  }
  Response Send(const Ask& ask) {
    if (!instance) instance.emplace(settings);
    return InstanceClient(*instance)(ask);
  }
  // As a browser asks for it.
  Response Visit(const std::string& path, const std::string& who = "admin:admin") {
    return Send({"GET", path, "", who, {{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}}});
  }
  // What stands between the two texts for the first time.
  static std::string Between(const std::string& text, const std::string& begin, const std::string& end) {
    const auto from = text.find(begin);
    if (from == std::string::npos) return "";
    const auto start = from + begin.size();
    return text.substr(start, text.find(end, start) - start);
  }
  static nlohmann::ordered_json BootOf(const Response& page) {
    return nlohmann::ordered_json::parse(Between(page.body, "window.grafanaBootData = ", ";</script>"), nullptr, false);
  }
  static std::vector<std::string> NamesOf(const nlohmann::ordered_json& object) {
    std::vector<std::string> names;
    for (const auto& member : object.items()) names.push_back(member.key());
    return names;
  }

  InstanceSettings settings;
  std::optional<Instance> instance;
};

TEST_F(FrontPagesTest, EachPageSaysWhichItIs) {
  for (const auto& [path, kind, title] :
       {std::tuple{"/", "home", "Home - Grafana"},
        std::tuple{"/org/serviceaccounts", "accounts", "Configuration: Service accounts - Grafana"},
        std::tuple{"/org/serviceaccounts/create", "new_account", "Configuration: Service accounts - Grafana"},
        std::tuple{"/org/serviceaccounts/abc", "account", "Configuration: Service accounts - Grafana"},
        std::tuple{"/org/apikeys/", "api_keys", "Configuration: API keys - Grafana"},
        std::tuple{"/org/users", "elsewhere", "Grafana"}}) {
    const Response page = Visit(path);
    EXPECT_EQ(page.status, 200) << path;
    EXPECT_EQ(Between(page.body, "data-page=\"", "\""), kind) << path;
    EXPECT_EQ(Between(page.body, "<title>", "</title>"), title) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("{{"))) << path;
  }
  EXPECT_EQ(Between(Visit("/login", "").body, "<body class=\"", "\""),
            "theme-dark app-grafana login-page sidemenu-hidden");
}

TEST_F(FrontPagesTest, WhoDoesNotTakeHtmlGetsTheEmptyPage) {
  EXPECT_EQ(Send({"GET", "/login", "", ""}).body, "");
  EXPECT_NE(Send({"GET", "/login", "", "", {{"Accept", "*/*"}}}).body, "");
  EXPECT_EQ(Send({"GET", "/nothing", "", "admin:admin", {{"Accept", "*/*"}}}).body, "");
  EXPECT_EQ(Send({"PUT", "/nothing", "", "admin:admin", {{"Accept", "text/html"}}}).body, "");
  const Response nothing = Visit("/nothing");
  EXPECT_EQ(nothing.status, 404);
  EXPECT_THAT(nothing.body, HasSubstr("data-page=\"not_found\""));
}

TEST_F(FrontPagesTest, TheScriptIsToldWhoCalls) {
  const auto boot = BootOf(Visit("/"));
  EXPECT_THAT(NamesOf(boot), testing::ElementsAre("user", "settings", "navTree", "themePaths"));
  EXPECT_THAT(
      NamesOf(boot["user"]),
      testing::ElementsAre("isSignedIn", "id", "externalUserId", "login", "email", "name", "lightTheme", "orgCount",
                           "orgId", "orgName", "orgRole", "isGrafanaAdmin", "gravatarUrl", "timezone", "weekStart",
                           "locale", "helpFlags1", "hasEditPermissionInFolders", "permissions"));
  EXPECT_EQ(boot["user"]["login"], "admin");
  EXPECT_EQ(boot["user"]["orgCount"], 1);
  const auto stranger = BootOf(Visit("/login", ""))["user"];
  EXPECT_EQ(stranger["isSignedIn"], false);
  EXPECT_EQ(stranger["orgId"], 0);
  EXPECT_EQ(stranger["orgRole"], "");
}

TEST_F(FrontPagesTest, ItsSettingsAreTheApisAndWhatPagesAddStandsInOrder) {
  auto shown = BootOf(Visit("/"))["settings"];
  const auto names = NamesOf(shown);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(shown.erase("dateFormats"), 1U);
  EXPECT_EQ(shown.dump(), nlohmann::ordered_json::parse(Send({"GET", "/api/frontend/settings"}).body).dump());
  const auto login = BootOf(Visit("/login", ""))["settings"];
  for (const char* added : {"dateFormats", "oauth", "samlEnabled", "samlName"}) EXPECT_TRUE(login.contains(added));
}

TEST_F(FrontPagesTest, TheMenuHasWhatTheCallerMaySee) {
  Send({"POST", "/api/admin/users", R"({"login":"bob","password":"secret"})"});
  const auto entries = [&](const std::string& who) {
    std::string ids;
    const auto boot = BootOf(Visit("/", who));
    for (const auto& node : boot["navTree"]) {
      ids += node["id"].get<std::string>() + "(";
      for (const auto& child : node["children"]) ids += child["id"].get<std::string>() + ",";
      ids += ")";
    }
    return ids;
  };
  EXPECT_EQ(entries("admin:admin"), "cfg(apikeys,serviceaccounts,)profile(sign-out,)");
  EXPECT_EQ(entries("bob:secret"), "profile(sign-out,)");
  settings.roles.service_accounts = false;
  instance.reset();
  EXPECT_EQ(entries("admin:admin"), "cfg(apikeys,)profile(sign-out,)");
  settings.authorization.rbac = settings.frontend.rbac = false;
  instance.reset();
  EXPECT_EQ(entries("admin:admin"), "cfg(apikeys,)profile(sign-out,)");
  EXPECT_FALSE(BootOf(Visit("/"))["user"].contains("permissions"));
}

TEST_F(FrontPagesTest, NothingFromOutsideBecomesMarkup) {
  Send({"PUT", "/api/user", R"({"login":"admin","name":"</script><script>alert(1)</script>\u2028"})"});
  Send({"PUT", "/api/org", R"({"name":"<b>\"'&"})"});
  const Response page = Visit("/");
  EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page.body, Not(HasSubstr("<b>")));
  EXPECT_EQ(BootOf(page)["user"]["orgName"], "<b>\"'&");
}

TEST_F(FrontPagesTest, ThePolicyAndThePageHaveTheSameNonce) {
  settings.content_policy = "script-src $NONCE";
  const Response first = Visit("/");
  const std::string nonce = Between(HeaderOf(first, "Content-Security-Policy"), "'nonce-", "'");
  EXPECT_THAT(nonce, MatchesRegex("[A-Za-z0-9+/]{22}"));
  EXPECT_THAT(first.body, HasSubstr("window.nonce = \"" + nonce + "\""));
  EXPECT_THAT(first.body, HasSubstr("<script nonce=\"" + nonce + "\" src="));
  EXPECT_THAT(Visit("/nothing").body, HasSubstr("<script nonce="));
  EXPECT_NE(Between(HeaderOf(Visit("/"), "Content-Security-Policy"), "'nonce-", "'"), nonce);
}

TEST_F(FrontPagesTest, TheThemeIsTheUsersThenTheOrgs) {
  const auto theme = [&](const std::string& path) { return Between(Visit(path).body, "<body class=\"", " "); };
  EXPECT_EQ(theme("/"), "theme-dark");
  EXPECT_EQ(theme("/?theme=light"), "theme-light");
  EXPECT_EQ(BootOf(Visit("/?theme=light"))["user"]["lightTheme"], true);
  Send({"PUT", "/api/org/preferences", R"({"theme":"light"})"});
  EXPECT_EQ(theme("/"), "theme-light");
  Send({"PUT", "/api/user/preferences", R"({"theme":"dark"})"});
  EXPECT_EQ(theme("/"), "theme-dark");
}

TEST_F(FrontPagesTest, FilesComeBeforeCredentials) {
  const std::string page = Visit("/").body;
  const std::string script = Between(page, " src=\"", "\"");
  EXPECT_THAT(script, MatchesRegex("/public/build/ui\\.[0-9a-f]{8}\\.js"));
  const Response file = Send({"GET", script, "", "admin:wrong"});
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(HeaderOf(file, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(HeaderOf(file, "Cache-Control"), "public, max-age=31536000");
  EXPECT_EQ(HeaderOf(file, "X-Frame-Options"), "none");
  EXPECT_THAT(file.body, StartsWith("(() => {\n'use strict';\n"));
  EXPECT_THAT(file.body, EndsWith("})();\n"));
  EXPECT_THAT(Send({"GET", "/public/img/fav32.png", "", ""}).body, StartsWith("\x89PNG"));
  EXPECT_EQ(Send({"GET", "/public/build/ui.js", "", ""}).status, 302);
  EXPECT_EQ(Send({"GET", "/public/build/ui.js"}).status, 404);
  EXPECT_EQ(Send({"POST", script, "", ""}).status, 302);
}

TEST_F(FrontPagesTest, WhatIsKeptCompressedIsSentSoToWhoTakesThat) {
  const std::string script = Between(Visit("/").body, " src=\"", "\"");
  const std::string plain = Send({"GET", script, "", ""}).body;
  const std::vector<Header> taken{{"Accept-Encoding", "gzip, br"}};
  for (const bool all_is_compressed : {false, true}) {
    settings.gzip = all_is_compressed;
    instance.reset();
    const Response packed = Send({"GET", script, "", "", taken});
    EXPECT_EQ(HeaderOf(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(HeaderOf(packed, "Vary"), "Accept-Encoding");
    EXPECT_LT(packed.body.size(), plain.size() / 2);
    EXPECT_EQ(GunzipBegin(packed, plain.size() + 1), plain);
  }
}

TEST_F(FrontPagesTest, BelowASubPathFilesAreFoundBothWays) {
  settings.sub_url = "/grafana";
  settings.cut_sub_url = true;
  const std::string page = Visit("/grafana/").body;
  EXPECT_THAT(page, HasSubstr("<base href=\"/grafana/\">"));
  const std::string script = Between(page, " src=\"", "\"");
  EXPECT_THAT(script, StartsWith("/grafana/public/build/"));
  EXPECT_EQ(Send({"GET", script, "", ""}).status, 200);
  EXPECT_EQ(Send({"GET", script.substr(8), "", ""}).status, 200);
  EXPECT_EQ(BootOf(Visit("/grafana/"))["navTree"][0]["children"][0]["url"], "/grafana/org/apikeys");
}

TEST_F(FrontPagesTest, EverybodyHasTheSamePicture) {
  const Response picture = Send({"GET", "/avatar/46d229b033af06a191ff2267bca9ae56", "", ""});
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(HeaderOf(picture, "Content-Type"), "image/png");
  EXPECT_EQ(HeaderOf(picture, "Cache-Control"), "private, max-age=3600");
  const Response none = Send({"GET", "/avatar/46d2", "", ""});
  EXPECT_EQ(none.status, 404);
  EXPECT_THAT(none.body, HasSubstr("Avatar not found"));
}

TEST_F(FrontPagesTest, NamesOfControlsAreAsTheSettingSays) {
  EXPECT_EQ(Between(Visit("/login", "").body, "data-names=\"", "\""), "both");
  settings.pages.names = "grafana";
  instance.reset();
  EXPECT_EQ(Between(Visit("/login", "").body, "data-names=\"", "\""), "grafana");
}

TEST_F(FrontPagesTest, HiddenKeysLeaveTheMenuOnceThereIsNoneAnyMore) {
  settings.release = FindRelease("9.3");
  const auto first = [&] { return BootOf(Visit("/"))["navTree"][0]["children"][0]["id"].get<std::string>(); };
  Send({"POST", "/api/auth/keys", R"({"name":"old","role":"Viewer"})"});
  EXPECT_EQ(Send({"POST", "/api/serviceaccounts/hideApiKeys", "{}"}).status, 200);
  EXPECT_EQ(first(), "apikeys");
  EXPECT_EQ(Send({"POST", "/api/serviceaccounts/migrate", "{}"}).status, 200);
  EXPECT_EQ(first(), "serviceaccounts");
}

TEST_F(FrontPagesTest, BootDataIsAskedForAloneWhereTheReleaseHasThat) {
  settings.release = FindRelease("12.4");
  const Response answer = Send({"GET", "/bootdata"});
  EXPECT_EQ(HeaderOf(answer, "Content-Type"), "application/json; charset=UTF-8");
  EXPECT_EQ(nlohmann::ordered_json::parse(answer.body)["user"].dump(), BootOf(Visit("/"))["user"].dump());
  const auto stranger = nlohmann::json::parse(Send({"GET", "/bootdata", "", ""}).body);
  EXPECT_EQ(stranger["user"]["isSignedIn"], false);
  settings.release = FindRelease("11.5");
  instance.reset();
  EXPECT_EQ(Send({"GET", "/bootdata", "", ""}).status, 302);
}

TEST_F(FrontPagesTest, AReleaseHasItsOwnWordsAndMenu) {
  settings.release = FindRelease("12.4");
  const Response page = Visit("/org/serviceaccounts");
  EXPECT_EQ(Between(page.body, "<title>", "</title>"),
            "Service accounts - Users and access - Administration - Grafana");
  EXPECT_TRUE(nlohmann::json::parse(Between(page.body, "id=\"words\">", "</script>"))["uids"]);
  const auto section = BootOf(page)["navTree"][0];
  EXPECT_EQ(section["children"][0]["children"].size(), 1U) << "no API keys any more";
  EXPECT_EQ(Visit("/org/apikeys").status, 404);
  for (const Release* release : AllReleases()) {
    EXPECT_TRUE(nlohmann::json::parse(release->pages.words).contains("filters")) << release->name;
  }
}

}  // namespace
}  // namespace grafake::server
