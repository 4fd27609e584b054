// The command line as people type it, against the program.
#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "server/program_fixture.h"

namespace grafake::server {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class VerbsTest : public ProgramTest {
 protected:
  std::string WriteSecret(const std::string& name, const std::string& text) {
    std::ofstream(directory / name, std::ios::binary) << text;
    return (directory / name).string();
  }

  static std::string GetAs(std::uint16_t port, const std::string& base64) {
    return Ask(port,
               "GET /api/org HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + base64 + "\r\nConnection: close\r\n\r\n");
  }
};

constexpr const char* kAdminAndGeheim = "YWRtaW46Z2VoZWlt";       // admin:geheim
constexpr const char* kAdminAndNewpass = "YWRtaW46bmV3cGFzcw==";  // admin:newpass

TEST_F(VerbsTest, UnknownVerbsAreErrorsWithTheNearestOne) {
  EXPECT_EQ(Run({"confg", "show"}), 1);
  EXPECT_THAT(Err(), HasSubstr("unknown verb 'confg'; did you mean 'config'?"));
  EXPECT_EQ(Run({"junk", "--data", "d"}), 1);
  EXPECT_THAT(Err(), HasSubstr("unknown verb 'junk'"));
  EXPECT_FALSE(std::filesystem::exists(directory / "d"));
}

TEST_F(VerbsTest, EveryVerbHasHelp) {
  for (const char* verb : {"server", "config", "cli", "routes", "releases", "lies", "version", "help"}) {
    EXPECT_EQ(Run({verb, "--help"}), 0) << verb;
    EXPECT_THAT(Out(), StartsWith("Usage: grafake")) << verb;
    const std::string help = Out();
    EXPECT_EQ(Run({"help", verb}), 0);
    EXPECT_EQ(Out(), help);
  }
  EXPECT_EQ(Run({"help"}), 0);
  EXPECT_THAT(Out(), StartsWith("Usage: grafake [server]"));
  EXPECT_EQ(Run({"help", "nonsense"}), 1);
  EXPECT_EQ(Run({"version"}), 0);
  EXPECT_THAT(Out(), AllOf(StartsWith("grafake 0."), HasSubstr("\nVersion 9.0.9 ")));
}

TEST_F(VerbsTest, RoutesThatAreNotServedAreListedApart) {
  EXPECT_EQ(Run({"routes", "--missing"}), 0);
  const std::string missing = Out();
  EXPECT_THAT(missing,
              HasSubstr("| POST | `/api/v1/provisioning/contact-points` | yes | `alert.provisioning:write` |"));
  EXPECT_THAT(missing, Not(HasSubstr("`/api/teams/search`")));
  EXPECT_EQ(Run({"routes"}), 0);
  EXPECT_THAT(Out(), Not(HasSubstr("/api/v1/provisioning")));
  EXPECT_EQ(Run({"routes", "--missing", "--release", "12.4"}), 0);
  EXPECT_THAT(Out(), HasSubstr("/api/v1/sso-settings"));
}

TEST_F(VerbsTest, WhatKeepsAFileFromServingIsNamedWithItsLine) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"[server]\n\nhttp_port = abc\n", ": Invalid root_url. url: http://localhost:abc/ error: "},
      {"[feature_toggles]\nmine = yes\n", ":2: the server would not start: [feature_toggles] mine: strconv.ParseBool"},
      {"[auth]\nlogin_maximum_lifetime_duration = 2 weeks\n",
       ":2: the server would not start: [auth] login_maximum_lifetime_duration: time: unknown unit"},
      {"[grafake]\n; sizes\nmax_body_bytes = many\n",
       R"(:3: the server would not start: [grafake] max_body_bytes is "many"; say a whole number)"},
      {"[live]\nha_engine = kafka\n", ":2: the server would not start: [live] ha_engine: unsupported live HA engine"},
      {"[server]\nprotocol = https\n", ": the server would not start: "},
  };
  for (const auto& [text, said] : cases) {
    const std::string file = WriteSecret("wrong.ini", text);
    EXPECT_EQ(Run({"config", "check", file}), 1) << text;
    EXPECT_THAT(Err(), AllOf(StartsWith(file + ":"), HasSubstr(said))) << text;
  }
}

TEST_F(VerbsTest, ServerIsTheNewerProgramsForm) {
  const std::string ready = (directory / "url").string();
  Begin({"server", "--port", "0", "--ready-file", ready});
  EXPECT_NE(AwaitReady(), 0);
  EXPECT_THAT(FileContent(ready), StartsWith("http://127.0.0.1:"));
}

TEST_F(VerbsTest, FlagsOfOursBehindWordsEndTheStart) {
  for (const auto& words :
       {std::vector<std::string>{"cfg:users.login_hint=c", "--data", "d"}, std::vector<std::string>{"--", "--port=0"},
        std::vector<std::string>{"server", "word", "-ready-file", "r"}}) {
    EXPECT_EQ(Run(words), 1);
    EXPECT_THAT(Err(), HasSubstr("say flags first"));
    EXPECT_FALSE(std::filesystem::exists(directory / "d"));
  }
}

TEST_F(VerbsTest, WhatGrafanaIgnoresIsSaid) {
  Listen({"cfg:users.login_hint=c", "web", "--homepath=/x"});
  EXPECT_THAT(Err(), AllOf(HasSubstr("the word 'web' is ignored"), HasSubstr("--homepath=/x stands behind 'web'")));
}

TEST_F(VerbsTest, VariablesThatNothingReadsAreNamed) {
  Listen({"cfg:sever.domain=x", "cfg:users.login_hint=c"}, {{"GF_SECURITY_ADMIN_NAME", "root"},
                                                            {"GF_FEATURE_TOGGLES_ENABLED", "serviceAccounts"},
                                                            {"GF_FEATURE_TOGGLES_SERVICEACCOUNTS", "true"},
                                                            {"gf_server_domain", "x"},
                                                            {"GF_PATHS_CONFIG", "/x.ini"},
                                                            {"GF_DIAGNOSTICS_PROFILING_PORT", "1"},
                                                            {"GF_SECURITY_CSRF_TRUSTED_ORIGINS", "x"},
                                                            {"GF_SECURITY_ADMIN_USER", ""},
                                                            {"GF_USERS_LOGIN_HINT", "b"}});
  EXPECT_THAT(
      Err(),
      AllOf(HasSubstr("GF_SECURITY_ADMIN_NAME; did you mean GF_SECURITY_ADMIN_USER?"),
            HasSubstr("GF_FEATURE_TOGGLES_ENABLED; did you mean GF_FEATURE_TOGGLES_ENABLE?"),
            HasSubstr("GF_FEATURE_TOGGLES_SERVICEACCOUNTS: GF_FEATURE_TOGGLES_ENABLE=serviceAccounts turns it on"),
            HasSubstr("gf_server_domain; did you mean GF_SERVER_DOMAIN?"),
            HasSubstr("GF_PATHS_CONFIG: say --config FILE"), HasSubstr("GF_SECURITY_ADMIN_USER is empty"),
            HasSubstr("cfg:sever.domain; did you mean cfg:server.domain?")));
  EXPECT_THAT(Err(), AllOf(Not(HasSubstr("DIAGNOSTICS")), Not(HasSubstr("CSRF")), Not(HasSubstr("LOGIN_HINT")),
                           Not(HasSubstr("login_hint"))));
}

TEST_F(VerbsTest, NothingIsSaidOfNothing) {
  Listen({}, accounts_on);
  EXPECT_EQ(Err(), "");
}

TEST_F(VerbsTest, FeaturesThatAreNotServedAreNamedOnce) {
  WriteIni("[auth.ldap]\nenabled = true\n[auth.github]\nenabled = true\n[smtp]\nenabled = false\nhost = x:1\n");
  std::filesystem::create_directories(directory / "home/conf/provisioning/plugins");
  std::ofstream(directory / "home/conf/provisioning/plugins/mine.yaml") << "apiVersion: 1\n";
  std::filesystem::create_directories(directory / "home/conf/provisioning/dashboards");
  std::ofstream(directory / "home/conf/provisioning/dashboards/sample.yaml") << "# nothing\n";
  std::ofstream(directory / "home/conf/features.yaml") << "flags:\n- name: a\n  expression: 'true'\n";
  Listen({"--homepath", (directory / "home").string(), "--config", (directory / "custom.ini").string()},
         {{"GF_REMOTE_CACHE_TYPE", "redis"}});
  EXPECT_THAT(Err(),
              AllOf(HasSubstr("[auth.ldap] enabled asks for something that is not served here: sign-in by "
                              "LDAP\n"),
                    HasSubstr("sign-in by OAuth (GitHub)"), HasSubstr("Redis"), HasSubstr("provisioning of apps"),
                    HasSubstr("conf/features.yaml asks for something that is not served here: feature toggles"),
                    HasSubstr("without effect here: [smtp] enabled, [smtp] host\n"), Not(HasSubstr("mail\n")),
                    Not(HasSubstr("provisioning of dashboards"))));
}

TEST_F(VerbsTest, TheFileIsLookedAtAtTheStart) {
  WriteIni("[feature_toggles]\nenable = serviceaccounts\n[server]\nhttp_prot = 1\n");
  Listen({"--config", (directory / "custom.ini").string()});
  EXPECT_THAT(Err(), AllOf(HasSubstr("unknown feature toggle serviceaccounts; did you mean serviceAccounts?"),
                           HasSubstr("unknown key [server] http_prot; did you mean http_port?")));
  EXPECT_THAT(Out(),
              HasSubstr("# service accounts are off; GF_FEATURE_TOGGLES_ENABLE=serviceAccounts turns them on\n"));
}

TEST_F(VerbsTest, ConfigShowAndCheckSayItToo) {
  const std::map<std::string, std::string> variables{{"GF_SECURITY_ADMIN_NAME", "x"}};
  EXPECT_EQ(Run({"config", "show"}, variables), 0);
  EXPECT_THAT(Out(), HasSubstr("\n; nothing reads the variable GF_SECURITY_ADMIN_NAME; did you mean"));
  EXPECT_EQ(Run({"config", "show", "--json"}, variables), 0);
  EXPECT_THAT(Out(), Not(HasSubstr("ADMIN_NAME")));
  EXPECT_THAT(Err(), HasSubstr("grafake: nothing reads the variable GF_SECURITY_ADMIN_NAME"));
  WriteIni("[server]\nhttp_port = 4000\n");
  EXPECT_EQ(Run({"config", "check", "custom.ini"}), 0);
  EXPECT_EQ(Run({"config", "check", "custom.ini"}, variables), 3);
  EXPECT_THAT(Out(), StartsWith("custom.ini: nothing reads the variable GF_SECURITY_ADMIN_NAME"));
  WriteIni("[auth.ldap]\nenabled = true\n");
  EXPECT_EQ(Run({"config", "check", "custom.ini"}), 3);
  EXPECT_THAT(Out(), StartsWith("custom.ini:2: [auth.ldap] enabled asks for something that is not served here"));
}

TEST_F(VerbsTest, AFileIsCheckedAsItsReleaseWithTheArgumentsOfItsStart) {
  WriteIni("[auth.passwordless]\nenabled = true\n[rbac]\npermission_cache = true\n");
  EXPECT_EQ(Run({"config", "check", "custom.ini"}), 3);
  EXPECT_THAT(Out(), HasSubstr("custom.ini:2: unknown section [auth.passwordless]"));
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"config", "check", "custom.ini", "--release", "11.5"},
                                             {"config", "check", "-release=11.5.1", "custom.ini"}}) {
    EXPECT_EQ(Run(words), 3);
    EXPECT_THAT(Out(), StartsWith("custom.ini:2: [auth.passwordless] enabled asks for something that is not served"));
    EXPECT_THAT(Out(), HasSubstr(" 1 finding;"));
  }
  WriteIni("");
  EXPECT_EQ(Run({"config", "check", "custom.ini", "cfg:auth.ldap.enabled=true"}), 3);
  EXPECT_THAT(Out(), StartsWith("custom.ini: [auth.ldap] enabled asks for something that is not served here"));
  EXPECT_EQ(Run({"config", "check", "custom.ini", "cfg:server.http_port=nine"}), 1);
  EXPECT_EQ(Run({"config", "check", "--release", "12.4", "custom.ini", "cfg:grafana-apiserver.etcd_servers=x"}), 3);
}

TEST_F(VerbsTest, WhatCannotBeCheckedIsSaid) {
  WriteIni("");
  for (const auto& [words, sentence] : {
           std::pair{std::vector<std::string>{}, "say one file"},
           std::pair{std::vector<std::string>{"custom.ini", "more.ini"}, "say one file, not 'more.ini' too"},
           std::pair{std::vector<std::string>{"custom.ini", "--config", "more.ini"}, "say one file, not also --config"},
           std::pair{std::vector<std::string>{"custom.ini", "--release", "7.0"}, "'7.0' is none of 8.5, 9.0"},
           std::pair{std::vector<std::string>{"custom.ini", "--relase", "9.1"}, "did you mean -release?"},
           std::pair{std::vector<std::string>{"cfg:a.b=c", "custom.ini", "--release", "9.1"}, "say flags first"},
       }) {
    std::vector<std::string> all = {"config", "check"};
    all.insert(all.end(), words.begin(), words.end());
    EXPECT_EQ(Run(all), 1);
    EXPECT_THAT(Err(), AllOf(StartsWith("grafake config check: "), HasSubstr(sentence), HasSubstr("Usage: ")));
  }
}

TEST_F(VerbsTest, AVariablesFileIsItsValue) {
  const std::string file = WriteSecret("secret", "geheim\n\n");
  const auto port = Listen({}, {{"GF_SECURITY_ADMIN_PASSWORD__FILE", file}});
  EXPECT_THAT(GetAs(port, kAdminAndGeheim), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(Err() + Out(), AllOf(Not(HasSubstr("geheim")), Not(HasSubstr("__FILE"))));
  EXPECT_EQ(Run({}, {{"GF_SECURITY_ADMIN_PASSWORD__FILE", file}, {"GF_SECURITY_ADMIN_PASSWORD", "x"}}), 1);
  EXPECT_EQ(Err(),
            "ERROR: Both GF_SECURITY_ADMIN_PASSWORD and GF_SECURITY_ADMIN_PASSWORD__FILE are set (but are "
            "exclusive)\n");
  EXPECT_EQ(Run({}, {{"GF_SECURITY_ADMIN_PASSWORD__FILE", "/no/such"}}), 1);
  EXPECT_THAT(Err(), HasSubstr("GF_SECURITY_ADMIN_PASSWORD__FILE: /no/such cannot be read: No such file"));
}

TEST_F(VerbsTest, ThePasswordOfTheFirstUserIsResetWhileAServerRuns) {
  const std::string data = (directory / "data").string();
  const auto port = Listen({"--data", data});
  EXPECT_THAT(GetAs(port, "YWRtaW46YWRtaW4="), StartsWith("HTTP/1.1 200"));
  EXPECT_EQ(Run({"cli", "admin", "reset-admin-password", "--data=" + data, "newpass"}), 0);
  EXPECT_THAT(Out(), HasSubstr("Admin password changed successfully ✔\n"));
  EXPECT_THAT(GetAs(port, kAdminAndNewpass), StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(GetAs(port, "YWRtaW46YWRtaW4="), StartsWith("HTTP/1.1 401"));
}

TEST_F(VerbsTest, ThePasswordIsResetWithoutAServerByTheConfiguration) {
  const std::string data = (directory / "data").string();
  Listen({"--data", data});
  kill(running.back(), SIGTERM);
  EXPECT_EQ(End(running.back()), 0);
  WriteIni("[paths]\ndata = " + data + "\n");
  const std::string config = (directory / "custom.ini").string();
  EXPECT_EQ(Run({"cli", "--homepath", "/", "--config", config, "admin", "reset-admin-password", "geheim"}), 0);
  EXPECT_THAT(GetAs(Listen({"--data", data}), kAdminAndGeheim), StartsWith("HTTP/1.1 200"));
}

// What is too short is for the release that the file belongs to.
TEST_F(VerbsTest, AResetPasswordIsAsLongAsTheReleaseOfTheFileAsksFor) {
  const std::vector<std::string> reset = {"cli", "admin", "reset-admin-password", "abcd", "--data"};
  const struct {
    const char* release;
    int code;
  } cases[] = {{"10.1", 1}, {"11.5", 0}};
  for (const auto& [release, code] : cases) {
    const std::string data = (directory / release).string();
    Listen({"--data", data, "--release", release});
    std::vector<std::string> words = reset;
    words.push_back(data);
    EXPECT_EQ(Run(words), code) << release;
  }
}

TEST_F(VerbsTest, AResetPasswordFollowsThePolicyOfTheReleaseOfTheFile) {
  const std::string data = (directory / "data").string();
  Listen({"--data", data, "--release", "11.5"});
  const std::map<std::string, std::string> strict = {{"GF_AUTH_BASIC_PASSWORD_POLICY", "true"}};
  EXPECT_EQ(Run({"cli", "admin", "reset-admin-password", "geheim", "--data", data}, strict), 1);
  EXPECT_THAT(Err(), HasSubstr("new password doesn't comply with the password policy"));
  EXPECT_EQ(Run({"cli", "admin", "reset-admin-password", "Geheim-12345678", "--data", data}, strict), 0);
}

TEST_F(VerbsTest, ALinkNamedGrafanaCliIsTheCli) {
  const auto link = directory / "grafana-cli";
  std::filesystem::create_symlink(GRAFAKE_PROGRAM, link);
  EXPECT_NE(std::system((link.string() + " plugins ls 2> " + (directory / "err").string()).c_str()), 0);
  EXPECT_THAT(Err(), HasSubstr("'plugins ls' is not served"));
}

TEST_F(VerbsTest, WhatElseTheCliIsAskedForIsRefused) {
  for (const auto& [words, sentence] : {
           std::pair{std::vector<std::string>{"cli"}, "no command"},
           std::pair{std::vector<std::string>{"cli", "plugins", "install", "x"}, "'plugins install' is not served"},
           std::pair{std::vector<std::string>{"cli", "admin", "reset-admin-password", "abcd", "--data", "d"},
                     "new password is too short"},
           std::pair{std::vector<std::string>{"cli", "admin", "reset-admin-password", "abcdef"}, "say --data DIR"},
           std::pair{std::vector<std::string>{"cli", "admin", "reset-admin-password", "abcdef", "--data", "d"},
                     "there is no database d/grafana.db"},
           std::pair{std::vector<std::string>{"cli", "--no-such"}, "flag provided but not defined: -no-such\n"},
           std::pair{std::vector<std::string>{"cli", "--homepaht=/x"},
                     "flag provided but not defined: -homepaht; did you mean -homepath?\n"},
           std::pair{std::vector<std::string>{"cli", "-user_id", "2"}, "-user_id; did you mean -user-id?\n"},
       }) {
    EXPECT_EQ(Run(words), 1);
    EXPECT_THAT(Err(), HasSubstr(sentence));
    EXPECT_THAT(Out() + Err(), Not(HasSubstr("abcd")));
  }
  EXPECT_FALSE(std::filesystem::exists(directory / "d"));
}

TEST_F(VerbsTest, TheCliHasHelpAndAVersion) {
  EXPECT_EQ(Run({"cli", "help"}), 0);
  EXPECT_THAT(Out(), StartsWith("Usage: grafake cli"));
  EXPECT_EQ(Run({"cli", "--version"}), 0);
  EXPECT_EQ(Out(), "Grafana CLI version 9.0.9\n");
}

TEST_F(VerbsTest, ASecretFileWithoutEndIsNotReadToItsEnd) {
  EXPECT_EQ(Run({}, {{"GF_SECURITY_ADMIN_PASSWORD__FILE", "/dev/zero"}}), 1);
  EXPECT_THAT(Err(), HasSubstr("GF_SECURITY_ADMIN_PASSWORD__FILE: /dev/zero cannot be read: has more than 128 KiB"));
}

TEST_F(VerbsTest, WhatCannotBePrintedIsAnError) {
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  standard_output = full;
  for (const char* verb : {"routes", "help", "version", "--help"}) EXPECT_EQ(Run({verb}), 1) << verb;
  EXPECT_EQ(Run({"config", "show"}), 1);
  EXPECT_THAT(Err(), HasSubstr("standard output cannot be written"));
  close(full);
}

TEST_F(VerbsTest, AFolderIsNoFileToCheck) {
  EXPECT_EQ(Run({"config", "check", directory.string()}), 1);
  EXPECT_EQ(Err(), directory.string() + ": is a directory\n");
}

// What is passed over in silence, by the layer it stands in.
TEST_F(VerbsTest, TogglesThatDoNothingAreNamedFromEveryLayer) {
  for (const char* toggle : {"serviceaccounts", "SERVICEACCOUNTS", "serviceAccount"}) {
    const std::string name = toggle;
    const std::string sentence = "unknown feature toggle " + name + "; did you mean serviceAccounts?";
    Listen({}, {{"GF_FEATURE_TOGGLES_ENABLE", "explore2Dashboard " + name}});
    EXPECT_EQ(Err(), "grafake: " + sentence + "\n");
    Listen({"cfg:feature_toggles.enable=" + name});
    EXPECT_EQ(Err(), "grafake: " + sentence + "\n");
    WriteIni("[users]\n[feature_toggles]\nenable = " + name + "\n");
    EXPECT_EQ(Run({"config", "check", "custom.ini"}), 3);
    EXPECT_THAT(Out(), StartsWith("custom.ini:3: " + sentence + "\ncustom.ini: 1 finding;"));
  }
  Listen({}, {{"GF_FEATURE_TOGGLES_ENABLE", "publicDashboards"}});
  EXPECT_THAT(Err(), HasSubstr("the feature toggle publicDashboards stays off while app_mode is production"));
  Listen({}, {{"GF_FEATURE_TOGGLES_ENABLE", "publicDashboards"}, {"GF_DEFAULT_APP_MODE", "development"}});
  EXPECT_THAT(Err(), IsEmpty());
}

TEST_F(VerbsTest, VariablesThatAreNotSetAndLinesThatAreReplacedAreNamed) {
  WriteIni("[security]\nadmin_password = ${NO_SUCH}\n[users]\nallow_org_create = true\nallow_org_create = false\n");
  const std::string config = (directory / "custom.ini").string();
  const std::string unset = "[security] admin_password asks for the variable NO_SUCH, which is not set";
  const std::string again = "[users] allow_org_create is set again in line 5";
  EXPECT_EQ(Run({"config", "check", config}), 3);
  EXPECT_THAT(Out(), AllOf(HasSubstr(":2: " + unset), HasSubstr(":4: " + again), HasSubstr(" 2 findings;")));
  Listen({"--config", config});
  EXPECT_THAT(Err(), AllOf(HasSubstr("grafake: " + unset), HasSubstr("grafake: " + again)));
  Listen({"--config", config}, {{"NO_SUCH", "long-enough"}});
  EXPECT_THAT(Err(), testing::Not(HasSubstr("NO_SUCH")));
}

TEST_F(VerbsTest, ValuesThatDoNotFitAreNamedWithWhatIsInForce) {
  WriteIni("[users]\nallow_org_create = maybe\nauto_assign_org_role = admin\n[log]\nlevel = verbose\n");
  const std::string config = (directory / "custom.ini").string();
  EXPECT_EQ(Run({"config", "check", config}), 3);
  EXPECT_THAT(Out(),
              AllOf(HasSubstr(":2: [users] allow_org_create is \"maybe\", not true or false; true is in force\n"),
                    HasSubstr(":3: [users] auto_assign_org_role is \"admin\", not one of Viewer, Editor, Admin; "
                              "Editor is in force\n"),
                    HasSubstr(":5: [log] level is \"verbose\", not one of trace, "), HasSubstr(" 3 findings;")));
  Listen({"--config", config}, {{"GF_AUTH_API_KEY_MAX_SECONDS_TO_LIVE", "1h"}, {"GF_SERVER_PROTOCOL", "ftp"}});
  EXPECT_THAT(Err(),
              AllOf(HasSubstr("[auth] api_key_max_seconds_to_live is \"1h\", not an integer; -1 is in force\n"),
                    HasSubstr("[server] protocol is \"ftp\", not one of http, https, h2, socket; http is in force"),
                    HasSubstr("[users] allow_org_create is"), HasSubstr("[log] level is")));
}

TEST_F(VerbsTest, SecretsOnTheCommandLineAreWarnedOf) {
  Listen({"cfg:security.admin_password=geheim", "cfg:default.smtp.password=geheim", "cfg:users.login_hint=x"});
  EXPECT_THAT(Err(),
              AllOf(HasSubstr("the value of cfg:security.admin_password can be read in the list of processes and "
                              "in the log; set GF_SECURITY_ADMIN_PASSWORD or GF_SECURITY_ADMIN_PASSWORD__FILE "
                              "instead\n"),
                    HasSubstr("cfg:default.smtp.password can be read in the list of processes; set "
                              "GF_SMTP_PASSWORD or"),
                    Not(HasSubstr("geheim")), Not(HasSubstr("login_hint"))));
}

TEST_F(VerbsTest, AVariableWithAWordTooFewIsNamedInFull) {
  for (const auto& [name, meant] :
       {std::pair{"GF_SERVER_PORT", "GF_SERVER_HTTP_PORT"}, std::pair{"GF_HTTP_PORT", "GF_SERVER_HTTP_PORT"},
        std::pair{"GF_SECURITY_PASSWORD", "GF_SECURITY_ADMIN_PASSWORD"},
        std::pair{"GF_AUTH_API_KEY_SECONDS_TO_LIVE", "GF_AUTH_API_KEY_MAX_SECONDS_TO_LIVE"}}) {
    Listen({}, {{name, "1"}});
    EXPECT_EQ(Err(), std::string("grafake: nothing reads the variable ") + name + "; did you mean " + meant + "?\n");
  }
}

}  // namespace
}  // namespace grafake::server
