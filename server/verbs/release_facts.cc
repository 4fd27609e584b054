#include "server/verbs/release_facts.h"

#include <set>

#include "server/config/ini_parser.h"
#include "server/releases/refusal_names.h"
#include "server/verbs/release_answers.h"

namespace grafake::server {
namespace {

void AddSettings(const Release& release, Facts& facts) {
  const auto defaults = ParseIni(release.defaults);
  if (!defaults) return;  // not reached: the tests of configurations read them all
  for (const IniSection& section : defaults->sections()) {
    for (const IniKey& key : section.keys())
      facts[{FactKind::kSetting, "[" + section.name() + "] " + key.name}] = key.value.empty() ? "(empty)" : key.value;
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
        std::to_string(refusal.status) + " " + std::string(refusal.message) + (refusal.traced ? ", with traceID" : "") +
        (refusal.message_id.empty() ? "" : ", messageId " + std::string(refusal.message_id));
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

std::string_view NameOf(FactKind kind) {
  switch (kind) {
    case FactKind::kSetting:
      return "setting";
    case FactKind::kToggle:
      return "toggle";
    case FactKind::kRefusal:
      return "refusal";
    case FactKind::kRoute:
      return "route";
    case FactKind::kAnswer:
      return "answer";
  }
  return "";
}

Facts FactsOf(const Release& release) {
  Facts facts;
  AddSettings(release, facts);
  AddToggles(release, facts);
  AddRefusals(release, facts);
  InstanceSettings settings;
  settings.release = &release;
  settings.roles.service_accounts = true;
  AddRoutes(Instance(settings), facts);
  // Routes are all that there can be; answers, those of a server that nobody has configured.
  settings.authorization.rbac = release.rbac_toggle.empty();
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
