#include "server/verbs/release_facts.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "server/config/configuration.h"
#include "server/config/shown_settings.h"
#include "server/http/answers.h"
#include "server/releases/refusal_names.h"
#include "server/start.h"
#include "server/verbs/release_answers.h"

namespace grafake::server {
namespace {

struct NamedKind {
  FactKind kind;
  std::string_view name;
};

constexpr auto kFactKinds = std::to_array<NamedKind>({{FactKind::kForm, "form"},
                                                      {FactKind::kRefusal, "refusal"},
                                                      {FactKind::kRoute, "route"},
                                                      {FactKind::kAnswer, "answer"},
                                                      {FactKind::kToggle, "toggle"},
                                                      {FactKind::kSetting, "setting"}});

// What its defaults.ini says, and where that says nothing what its code takes.
void AddSettings(const Release& release, Facts& facts) {
  auto configuration = Configuration::Load(
      {.built_in_defaults = std::string(release.defaults), .home_path = kNoHome, .masking = release.masking});
  if (!configuration) return;  // not reached: the tests of configurations read them all
  const auto name_of = [](const std::string& section, const std::string& key) {
    return Facts::key_type{FactKind::kSetting, "[" + section + "] " + key};
  };
  for (const IniSection& section : configuration->file().sections()) {
    for (const IniKey& key : section.keys()) {
      if (section.name() != "grafake") facts[name_of(section.name(), key.name)] = key.value;
    }
  }
  const ShownConfiguration shown(*configuration, release.reads, kNoHome);
  for (const auto& [section, keys] : shown.after_front_end()) {
    for (const auto& [key, value] : keys) {
      const auto [at, in_no_file] = facts.try_emplace(name_of(section, key));
      const std::string taken = value.empty() ? "" : "; " + value + " is taken";
      if (at->second.empty()) at->second = (in_no_file ? "(in no file" : "(empty") + taken + ")";
    }
  }
}

void AddToggles(const Release& release, Facts& facts) {
  for (const ToggleFact& toggle : TogglesOf(release)) {
    facts[{FactKind::kToggle, toggle.name}] =
        std::string(toggle.on_by_registry ? "on" : "off") + (toggle.needs_dev_mode ? ", only in development" : "");
  }
}

void AddRefusals(const Release& release, Facts& facts) {
  for (const auto& [name, member] : kRefusalNames) {
    const Refusal& refusal = release.refusals.*member;
    facts[{FactKind::kRefusal, std::string(name)}] =
        std::to_string(refusal.status) + " " + std::string(refusal.message) + (refusal.bare ? ", as text" : "") +
        (refusal.traced ? ", with traceID" : "") +
        (refusal.message_id.empty() ? "" : ", messageId " + std::string(refusal.message_id)) +
        (refusal.extra_name.empty()
             ? ""
             : ", extra " + std::string(refusal.extra_name) + " " + std::string(refusal.extra_value));
  }
}

// How refusals are written, whatever they say: as the server writes one of each kind.
void AddForms(const Release& release, Facts& facts) {
  static constexpr Refusal kPlain{400, "TEXT", true};
  static constexpr Refusal kNamed{400, "TEXT", true, "ID"};
  static constexpr const char* kCause = "CAUSE";
  for (const bool production : {true, false}) {
    const Answers answers(release.refusals, production);
    const std::string where = production ? "" : ", app_mode = development";
    const auto add = [&](const std::string& what, const Response& response) {
      std::string& body = facts[{FactKind::kForm, what + where}] = response.body;
      std::erase_if(body, [](char c) { return c == ' ' || c == '\n'; });
    };
    add("an endpoint's", answers.Refuse(kPlain, kCause));
    add("an endpoint's with messageId", answers.Refuse(kNamed, kCause));
    add("before any endpoint", answers.ContextRefuse(kPlain, kCause));
    add("before any endpoint, with messageId", answers.ContextRefuse(kNamed, kCause));
  }
}

void AddRoutes(const Instance& instance, Facts& facts) {
  for (const RouteRow& route : instance.Routes()) {
    facts[{FactKind::kRoute, route.method + " " + route.path}] =
        route.permission == "–" ? "sign-in: " + route.sign_in : route.permission;
  }
}

// The part of an answer's name that says what was asked.
std::string QuestionOf(const std::string& name) { return name.substr(0, name.find(": ")); }

std::set<std::string> QuestionsOf(const Facts& facts) {
  std::set<std::string> questions;
  for (const auto& [key, value] : facts) {
    if (key.first == FactKind::kAnswer) questions.insert(QuestionOf(key.second));
  }
  return questions;
}

// "a: b" of "a: b.c"; empty when nothing stands above.
std::string Above(const std::string& name) {
  const auto dot = name.rfind('.');
  return dot == std::string::npos || dot < name.find(": ") ? "" : name.substr(0, dot);
}

// Whether the lack of this answer, or of what it belongs to, is all there is to say.
bool FollowsFromAnother(const Facts& lacking, const Facts::key_type& key) {
  const std::string above = Above(key.second);
  return key.first == FactKind::kAnswer && !above.empty() && !lacking.contains(key) &&
         !lacking.contains({FactKind::kAnswer, above});
}

}  // namespace

std::string_view NameOf(FactKind kind) { return std::ranges::find(kFactKinds, kind, &NamedKind::kind)->name; }

std::optional<FactKind> FindFactKind(std::string_view name) {
  const auto found = std::ranges::find(kFactKinds, name, &NamedKind::name);
  return found == kFactKinds.end() ? std::nullopt : std::optional(found->kind);
}

std::string FactKindNames() {
  std::string names;
  for (const auto& [kind, name] : kFactKinds) (names += names.empty() ? "" : ", ") += name;
  return names;
}

Facts FactsOf(const Release& release) {
  Facts facts;
  AddSettings(release, facts);
  AddToggles(release, facts);
  AddRefusals(release, facts);
  AddForms(release, facts);
  const CommandLine as_it_comes{.homepath = kNoHome, .release = std::string(release.name)};
  InstanceSettings settings = PrepareStart(as_it_comes, {}, DialNobody)->app.instance;
  settings.roles.service_accounts = true;
  settings.shown = InstanceSettings().shown;  // settings and toggles have been told
  settings.frontend.feature_toggles = {};
  const bool rbac = std::exchange(settings.authorization.rbac, true);
  AddRoutes(Instance(settings), facts);
  // Routes are all that there can be; answers, those of a server that nobody has configured.
  settings.authorization.rbac = rbac;
  Instance instance(settings);
  for (auto& [name, value] : AskAll(instance)) facts[{FactKind::kAnswer, name}] = std::move(value);
  return facts;
}

std::vector<Difference> DifferencesOf(const Facts& first, const Facts& second) {
  const auto asked_first = QuestionsOf(first);
  const auto asked_second = QuestionsOf(second);
  std::set<Facts::key_type> keys;
  for (const Facts* facts : {&first, &second}) {
    for (const auto& [key, value] : *facts) keys.insert(key);
  }
  std::vector<Difference> differences;
  for (const auto& key : keys) {
    const std::string question = QuestionOf(key.second);
    if (key.first == FactKind::kAnswer && asked_first.contains(question) != asked_second.contains(question)) continue;
    if (FollowsFromAnother(first, key) || FollowsFromAnother(second, key)) continue;
    const auto a = first.find(key);
    const auto b = second.find(key);
    const std::string in_first = a == first.end() ? "" : a->second;
    const std::string in_second = b == second.end() ? "" : b->second;
    if (in_first != in_second) differences.push_back({key.first, key.second, in_first, in_second});
  }
  return differences;
}

}  // namespace grafake::server
