#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

#include "server/config/file_check.h"
#include "server/config/ini_parser.h"
#include "server/json/indent.h"
#include "server/json/writer.h"
#include "server/remarks.h"
#include "server/start.h"
#include "server/verbs/config_verbs.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {
namespace {

void PrintFindings(const std::string& path, const std::vector<Finding>& findings, bool as_json) {
  if (!as_json) {
    for (const Finding& finding : findings) {
      const std::string line = finding.line == 0 ? "" : std::to_string(finding.line) + ":";
      std::cout << path << ":" << line << " " << Sentence(finding) << "\n";
    }
    return;
  }
  JsonWriter json;
  json.BeginArray();
  for (const Finding& finding : findings) {
    json.BeginObject()
        .Member("line", finding.line)
        .Member("section", finding.section)
        .Member("key", finding.key)
        .Member("nearest", finding.nearest)
        .Member("message", Sentence(finding))
        .EndObject();
  }
  std::cout << IndentJson(json.EndArray().Take()) << "\n";
}

// The file; otherwise says what Grafana says of it, with the line that Grafana leaves out.
std::optional<IniFile> Readable(const std::string& path) {
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  if (!stream || std::filesystem::is_directory(path, error)) {
    std::cerr << path << ": " << (stream ? "is a directory" : std::strerror(errno)) << "\n";
    return std::nullopt;
  }
  auto file = ParseIni(std::string(std::istreambuf_iterator<char>(stream), {}));
  if (file) return *std::move(file);
  std::string message = file.error().message;  // Grafana's, which may have the line's end in it
  while (message.ends_with('\n')) message.pop_back();
  std::cerr << path << ":" << file.error().line << ": " << message << "\n";
  return std::nullopt;
}

// Why a start with this file ends.
std::optional<StartRefusal> ProblemOf(const tl::expected<Start, StartRefusal>& start) {
  if (!start) return start.error();
  if (start->app.listen_problem) return RefusalOf(*start->app.listen_problem);
  return std::nullopt;
}

// "FILE:7: the server would not start: [auth] login_maximum…: why"; without a line when the setting is not in the file.
void PrintProblem(const std::string& path, IniFile file, const StartRefusal& problem) {
  const auto& [section, key] = problem.setting;
  IniSection* const found = file.FindSection(section);
  const IniKey* const in_file = found == nullptr ? nullptr : found->Find(key);
  const bool named = key.empty() || problem.message.find(key) != std::string::npos;
  std::cerr << path << ":" << (in_file == nullptr ? "" : std::to_string(in_file->line) + ":")
            << " the server would not start: " << (named ? "" : "[" + section + "] " + key + ": ") << problem.message
            << "\n";
}

// What is to be said of the file, then of everything around it.
std::vector<Finding> AllFindings(const IniFile& file, const CommandLine& line, const Environment& environment) {
  std::vector<Finding> findings;
  if (auto loaded = LoadConfiguration(line, environment)) findings = FindRemarks(*loaded, line, environment);
  std::ranges::move(NotNamedIn(CheckFile(file, KnownSettingsOf(line.release)), findings), std::back_inserter(findings));
  std::ranges::stable_sort(findings, {}, [](const Finding& finding) { return finding.line; });
  return findings;
}

// Flags and cfg: arguments are those of a start; the first other word, wherever it stands, is the file.
tl::expected<CommandLine, std::string> LineAbout(std::vector<std::string> words) {
  auto line = ParseCommandLine(words);
  if (!line) return line;
  const auto is_argument = [](const std::string& word) { return word.starts_with("cfg:"); };
  const auto behind = std::ranges::find_if_not(line->arguments, is_argument);
  if (behind == line->arguments.end()) return tl::unexpected(std::string("say one file"));
  const std::string path = *behind;
  words.erase(words.end() - std::distance(behind, line->arguments.end()));
  line = ParseCommandLine(words);
  if (!line) return line;
  if (const auto ignored = IgnoredWords(*line); !ignored) return tl::unexpected(ignored.error());
  const auto more = std::ranges::find_if_not(line->arguments, is_argument);
  if (more != line->arguments.end()) return tl::unexpected("say one file, not '" + *more + "' too");
  if (!line->config.empty()) return tl::unexpected(std::string("say one file, not also --config"));
  if (FindRelease(line->release) == nullptr)
    return tl::unexpected("'" + line->release + "' is none of " + ReleaseNames());
  line->config = path;
  return line;
}

}  // namespace

int CheckConfiguration(std::vector<std::string> words, const Environment& environment) {
  const bool as_json = TakeJsonFlag(words);
  const auto about = LineAbout(std::move(words));
  if (!about) {
    std::cerr << "grafake config check: " << about.error() << "\n" << FindVerb("config")->usage;
    return kExitFailed;
  }
  const CommandLine& line = *about;
  const std::string& path = line.config;
  const auto file = Readable(path);
  if (!file) return kExitFailed;
  const auto findings = AllFindings(*file, line, environment);
  PrintFindings(path, findings, as_json);
  if (const auto problem = ProblemOf(PrepareStart(line, environment, DialNobody))) {
    PrintProblem(path, *file, *problem);
    return kExitFailed;
  }
  if (!as_json) {
    std::cout << path << ": " << findings.size() << " finding" << (findings.size() == 1 ? "" : "s")
              << "; the server would start\n";
  }
  return findings.empty() ? kExitOk : kExitFindings;
}

}  // namespace grafake::server
