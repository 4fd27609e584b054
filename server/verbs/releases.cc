#include <algorithm>
#include <iostream>
#include <map>
#include <optional>

#include "server/config/nearest.h"
#include "server/json/indent.h"
#include "server/json/writer.h"
#include "server/verbs/config_verbs.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/release_facts.h"
#include "server/verbs/verbs.h"

namespace grafake::server {
namespace {

void ListReleases(bool as_json) {
  if (!as_json) {
    for (const std::string& line : DescribeReleases()) std::cout << line << "\n";
    return;
  }
  JsonWriter json;
  json.BeginArray();
  for (const Release* release : AllReleases()) {
    json.BeginObject()
        .Member("name", release->name)
        .Member("version", release->version)
        .Member("default", release == &DefaultRelease())
        .Member("missing", release->missing)
        .EndObject();
  }
  std::cout << IndentJson(json.EndArray().Take()) << "\n";
}

void PrintAsJson(const std::vector<Difference>& differences, const Release& first, const Release& second) {
  const auto value = [](JsonWriter& json, std::string_view release, const std::string& text) {
    json.Key(release);
    if (text.empty()) {
      json.Null();
    } else {
      json.Value(text);
    }
  };
  JsonWriter json;
  json.BeginArray();
  for (const Difference& difference : differences) {
    json.BeginObject().Member("kind", NameOf(difference.kind)).Member("name", difference.name);
    value(json, first.name, difference.first);
    value(json, second.name, difference.second);
    json.EndObject();
  }
  std::cout << IndentJson(json.EndArray().Take()) << "\n";
}

// A text in a cell of a Markdown table.
std::string Cell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell.empty() ? "–" : cell;
}

void PrintAsTable(const std::vector<Difference>& differences, const Release& first, const Release& second) {
  std::cout << "| | what | " << first.name << " | " << second.name << " |\n|---|---|---|---|\n";
  for (const Difference& difference : differences) {
    std::cout << "| " << NameOf(difference.kind) << " | " << Cell(difference.name) << " | " << Cell(difference.first)
              << " | " << Cell(difference.second) << " |\n";
  }
}

// "12 differences: refusal 3, setting 9"
void PrintCount(const std::vector<Difference>& differences) {
  std::map<FactKind, std::size_t> counts;
  for (const Difference& difference : differences) ++counts[difference.kind];
  std::cout << "\n" << differences.size() << " differences";
  for (const char* before = ": "; const auto& [kind, count] : counts) {
    std::cout << before << NameOf(kind) << " " << count;
    before = ", ";
  }
  std::cout << "\n";
}

// What the table is of, and is not.
void PrintGrounds() {
  std::cout
      << "\nCompared is what grafake serves. Where a real Grafana answers otherwise is said by \"Differences from "
         "Grafana\" in README.md\nand by conformance/not-yet-passing. When answers are compared there are users 1 "
         "to 3, orgs 1 and 2, team 1, service account 2\nand its token 1, and no folder, dashboard or data "
         "source: a status of 404, 403 or 500 may be of what is not there.\n";
}

// Takes --only KIND out of the words; false after a complaint.
bool TakeOnly(std::vector<std::string>& words, std::optional<FactKind>& only) {
  const auto flag = std::ranges::find_if(words, [](const auto& word) { return word == "--only" || word == "-only"; });
  if (flag == words.end()) return true;
  only = flag + 1 == words.end() ? std::nullopt : FindFactKind(flag[1]);
  if (only) {
    words.erase(flag, flag + 2);
    return true;
  }
  std::cerr << "grafake releases: --only takes one of " << FactKindNames() << "\n";
  return false;
}

const Release* FindOrComplain(const std::string& name) {
  const Release* release = FindRelease(name);
  if (release == nullptr) std::cerr << "grafake releases: '" << name << "' is none of " << ReleaseNames() << "\n";
  return release;
}

}  // namespace

int RunReleases(const std::vector<std::string>& arguments, const Environment& /*environment*/) {
  std::vector<std::string> words = arguments;
  const bool as_json = TakeJsonFlag(words);
  std::optional<FactKind> only;
  if (!TakeOnly(words, only)) return kExitFailed;
  if (words.empty()) {
    ListReleases(as_json);
    return kExitOk;
  }
  const auto flag = std::ranges::find_if(words, [](const std::string& word) { return word.starts_with('-'); });
  if (flag != words.end()) {
    const std::string name = flag->substr(flag->find_first_not_of('-') == 2 ? 2 : 1);
    std::cerr << "grafake releases does not take '" << *flag << "'" << Guess(Nearest(name, {"only", "json"}), "--", "")
              << "\n";
    return kExitFailed;
  }
  if (words.size() != 2) {
    std::cerr << "grafake releases takes two releases to compare, or nothing; there are: " << ReleaseNames() << "\n";
    return kExitFailed;
  }
  const Release* first = FindOrComplain(words[0]);
  const Release* second = FindOrComplain(words[1]);
  if (first == nullptr || second == nullptr) return kExitFailed;
  auto differences = DifferencesOf(FactsOf(*first), FactsOf(*second));
  if (only) std::erase_if(differences, [&](const Difference& difference) { return difference.kind != *only; });
  if (as_json) {
    PrintAsJson(differences, *first, *second);
  } else {
    PrintAsTable(differences, *first, *second);
    PrintCount(differences);
    PrintGrounds();
  }
  return kExitOk;
}

}  // namespace grafake::server
