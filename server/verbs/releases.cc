#include <iostream>

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

const Release* FindOrComplain(const std::string& name) {
  const Release* release = FindRelease(name);
  if (release == nullptr) std::cerr << "grafake releases: '" << name << "' is none of " << ReleaseNames() << "\n";
  return release;
}

}  // namespace

int RunReleases(const std::vector<std::string>& arguments, const Environment& /*environment*/) {
  std::vector<std::string> words = arguments;
  const bool as_json = TakeJsonFlag(words);
  if (words.empty()) {
    ListReleases(as_json);
    return kExitOk;
  }
  if (words.size() != 2) {
    std::cerr << "grafake releases takes two releases to compare, or nothing; there are: " << ReleaseNames() << "\n";
    return kExitFailed;
  }
  const Release* first = FindOrComplain(words[0]);
  const Release* second = FindOrComplain(words[1]);
  if (first == nullptr || second == nullptr) return kExitFailed;
  const auto differences = DifferencesOf(FactsOf(*first), FactsOf(*second));
  if (as_json) {
    PrintAsJson(differences, *first, *second);
  } else {
    PrintAsTable(differences, *first, *second);
  }
  return kExitOk;
}

}  // namespace grafake::server
