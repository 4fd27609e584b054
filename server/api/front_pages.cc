#include "server/api/front_pages.h"

#include <utility>

#include "server/http/escape_html.h"
#include "server/pages/page_files.h"

namespace grafake::server {
namespace {

using Places = std::vector<std::pair<std::string_view, std::string>>;  // name, what stands there

std::string NameOf(PageKind kind) {
  switch (kind) {
    case PageKind::kLogin:
      return "login";
    case PageKind::kHome:
      return "home";
    case PageKind::kAccounts:
      return "accounts";
    case PageKind::kNewAccount:
      return "new_account";
    case PageKind::kAccount:
      return "account";
    case PageKind::kApiKeys:
      return "api_keys";
    case PageKind::kElsewhere:
      return "elsewhere";
    case PageKind::kNotFound:
      return "not_found";
  }
  return "";
}

// The frame, with a value for each of its places. What is put in is not looked through again.
std::string Fill(std::string_view frame, const Places& places) {
  std::string out;
  for (auto at = frame.find("{{"); at != std::string_view::npos; at = frame.find("{{")) {
    out += frame.substr(0, at);
    const auto end = frame.find("}}", at);
    const std::string_view name = frame.substr(at + 2, end - at - 2);
    for (const auto& [place, value] : places) out += place == name ? value : std::string();
    frame = frame.substr(end + 2);
  }
  return out.append(frame);
}

BootSettings WithStyle(BootSettings settings) {
  settings.style = settings.nav.sub_url + std::string(page_files::kStylePath);
  return settings;
}

}  // namespace

FrontPages::FrontPages(const Avatars& avatars, Users& users, Preferences& preferences, KeyMigration& migration,
                       FrontPageSettings settings)
    : root_url_(std::move(settings.root_url)),
      names_(std::move(settings.names)),
      boot_(avatars, users, preferences, migration, WithStyle(std::move(settings.boot))) {}

std::string FrontPages::TitleOf(std::string_view page) const {
  const PageRules& rules = Nav().rules;
  const std::string text(page);
  const std::string outer(rules.sections[0]);
  const std::string inner = rules.sections[1].empty() ? "" : std::string(rules.sections[1]) + " - ";
  return rules.titles_lead_upwards ? text + " - " + inner + outer + " - Grafana" : outer + ": " + text + " - Grafana";
}

std::string FrontPages::Title(PageKind kind) const {
  switch (kind) {
    case PageKind::kHome:
      return "Home - Grafana";
    case PageKind::kAccounts:
    case PageKind::kNewAccount:
    case PageKind::kAccount:
      return TitleOf("Service accounts");
    case PageKind::kApiKeys:
      return TitleOf("API keys");
    case PageKind::kLogin:
    case PageKind::kElsewhere:
    case PageKind::kNotFound:
      break;
  }
  return "Grafana";
}

std::string FrontPages::BootJson(const Context& context) const {
  return boot_.Json(context, boot_.PreferencesFor(context), !context.caller.SignedIn());
}

std::string FrontPages::Draw(PageKind kind, const Context& context) const {
  const PreferenceValues preferences = boot_.PreferencesFor(context);
  const bool login = kind == PageKind::kLogin;
  const std::string nonce(context.nonce);
  return Fill(page_files::kFrame, {{"sub", EscapeHtml(Nav().sub_url)},
                                   {"root", EscapeHtml(root_url_)},
                                   {"title", EscapeHtml(Title(kind))},
                                   {"style", std::string(page_files::kStylePath)},
                                   {"script", std::string(page_files::kScriptPath)},
                                   {"theme", preferences.theme == "light" ? "theme-light" : "theme-dark"},
                                   {"classes", login ? " login-page sidemenu-hidden" : ""},
                                   {"page", NameOf(kind)},
                                   {"names", names_},
                                   {"nonce", nonce.empty() ? "" : " nonce=\"" + nonce + "\""},
                                   {"window", nonce.empty() ? "" : "window.nonce = \"" + nonce + "\"; "},
                                   {"words", std::string(Nav().rules.words)},
                                   {"boot", boot_.Json(context, preferences, login)}});
}

}  // namespace grafake::server
