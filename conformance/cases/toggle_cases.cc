#include "conformance/cases/cases.h"

// The feature toggle serviceAccounts, which Grafana has up to 9.0, in every way that it can be set. Each case starts a
// server of its own.
namespace grafake::conformance {
namespace {

using testing::AllOf;

const std::string kToggledSearch = "/api/serviceaccounts/search";

// One way of configuration and whether it turns service accounts on.
struct Way {
  const char* id;
  const char* requirement;
  const char* evidence;
  ServerSettings settings;
  bool on;
};

void ExpectAccounts(Session& s, bool on) {
  s.Get(kToggledSearch).Is(on ? Status(200) : Message(404, "Not found"));
  s.Get("/api/frontend/settings")
      .Is(on ? Field("/featureToggles/serviceAccounts", true) : Absent("/featureToggles/serviceAccounts"));
}

ServerSettings Ini(const std::string& text) { return {.ini = text}; }
ServerSettings Environment(const Variables& environment, const std::string& ini = "") { return {environment, ini}; }

std::vector<Way> Ways() {
  const std::string section = "[feature_toggles]\n";
  return {
      {"TOGGLE-002", "enable in the ini turns it on.", "toggles/ini-enable",
       Ini(section + "enable = serviceAccounts\n"), true},
      {"TOGGLE-003", "A key of its own in the ini turns it on.", "toggles/ini-key-true",
       Ini(section + "serviceAccounts = true\n"), true},
      {"TOGGLE-004", "A key of its own that is false wins over the list.", "toggles/ini-enable-and-key-false",
       Ini(section + "enable = serviceAccounts\nserviceAccounts = false\n"), false},
      {"TOGGLE-005", "The list may have commas.", "toggles/ini-enable-commas",
       Ini(section + "enable = panelTitleSearch,serviceAccounts\n"), true},
      {"TOGGLE-006", "The list may have blanks.", "toggles/ini-enable-list",
       Ini(section + "enable = panelTitleSearch serviceAccounts\n"), true},
      {"TOGGLE-007", "The name of a toggle is case-sensitive.", "toggles/ini-enable-wrong-case",
       Ini(section + "enable = serviceaccounts\n"), false},
      {"TOGGLE-008", "GF_FEATURE_TOGGLES_ENABLE turns it on.", "toggles/env-enable",
       Environment({{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}), true},
      {"TOGGLE-009", "The variable's list may have commas.", "toggles/env-enable-commas",
       Environment({{"GF_FEATURE_TOGGLES_ENABLE", "panelTitleSearch,serviceAccounts"}}), true},
      {"TOGGLE-010", "A toggle that nobody knows turns nothing on.", "toggles/ini-unknown",
       Ini(section + "enable = noSuchToggle\n"), false},
  };
}

Case Toggled(const Way& way) {
  return {way.id,      kMust,        std::string("Service accounts: ") + way.requirement,
          "8.5..9.0",  way.evidence, [on = way.on](Session& s) { ExpectAccounts(s, on); },
          way.settings};
}

std::vector<Case> OtherToggles() {
  const ServerSettings off{.environment = {{"GF_LOG_LEVEL", "error"}}};
  return {
      {"TOGGLE-001", kMust, "Without the toggle there are no service accounts.", "8.5..9.0", "toggles/off",
       [](Session& s) {
         ExpectAccounts(s, false);
         s.Post("/api/serviceaccounts", {{"name", "probe"}}).Is(Message(404, "Not found"));
         s.Get("/api/serviceaccounts/2").Is(Message(404, "Not found"));
         s.Get("/api/serviceaccounts/2/tokens").Is(Message(404, "Not found"));
         s.Get(kToggledSearch, "").Is(Message(401, "Unauthorized"));
       },
       off},
      {"TOGGLE-011", kMust, "Turned off, service accounts are hidden, their tokens work; turned on, all is there.",
       "8.5..9.0", "toggles/restart-on-off-on",
       [off](Session& s) {
         const Account bot = s.NewAccount();
         const Token token = s.NewToken(bot);
         s.Restart(off);
         s.Get(bot.Path()).Is(Message(404, "Not found"));
         s.Get("/api/org", token.Who()).Is(Status(200));
         s.Restart(WithToggle());
         s.Get(bot.Path()).Is(Field("/name", bot.name));
         s.Get("/api/org", token.Who()).Is(Status(200));
       },
       WithToggle()},
      {"TOGGLE-012", kMust, "Without the toggle API keys work as ever.", "8.5..9.0", "apikeys/toggle-off",
       [](Session& s) {
         const Token key = s.NewKey("Admin");
         s.Get("/api/org", key.Who()).Is(Status(200));
         s.Get("/api/auth/keys").Is(AllOf(Status(200), Size("", 1)));
       },
       off},
      {"TOGGLE-013", kMust, "Without the toggle nobody has permissions for service accounts.", "9.0", "tried on 9.0.9",
       [](Session& s) {
         s.Get("/api/access-control/user/permissions")
             .Is(AllOf(Status(200), Absent("/serviceaccounts:read"), Absent("/serviceaccounts:create")));
       },
       off},
      {"TOGGLE-014", kMust, "From 9.1 on the toggle is gone: service accounts are always there.", "9.1..",
       "tried on 9.1.8, 9.3.2", [](Session& s) { s.Get(kToggledSearch).Is(Status(200)); }, off},
      {"TOGGLE-015", kMust,
       "From 9.1 on the front end is told of a toggle that is turned on, also of one that there is not.",
       "9.1, 9.3, 10.1, 11.5, 12.4", "toggles/ini-enable 6",
       [](Session& s) { s.Get("/api/frontend/settings").Is(Field("/featureToggles/serviceAccounts", true)); },
       Ini("[feature_toggles]\nenable = serviceAccounts\n")},
  };
}

}  // namespace

std::vector<Case> ToggleCases() {
  std::vector<Case> cases = OtherToggles();
  for (const Way& way : Ways()) cases.push_back(Toggled(way));
  return cases;
}

}  // namespace grafake::conformance
