#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <optional>

#include "server/command_line.h"
#include "server/config/nearest.h"
#include "server/config/splitting.h"
#include "server/domain/file_release.h"
#include "server/domain/password_policy.h"
#include "server/domain/passwords.h"
#include "server/start.h"
#include "server/storage/password_reset.h"
#include "server/system_time.h"
#include "server/verbs/exit_code.h"
#include "server/verbs/verbs.h"

namespace grafake::server {
namespace {

constexpr std::int64_t kFirstAdmin = 1;

// What stands on a command line of grafana-cli; flags may stand anywhere in it.
struct CliLine {
  CommandLine server;  // which configuration
  std::int64_t user_id = kFirstAdmin;
  bool from_stdin = false;
  std::vector<std::string> words;
};

// A flag with a value, or null for a switch or a flag that means nothing here.
struct CliFlag {
  std::string_view name;
  bool has_value;
  void (*take)(CliLine& line, const std::string& value);
};

void TakeUserId(CliLine& line, const std::string& value) {
  std::int64_t id = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), id);
  line.user_id = read.ptr == value.data() + value.size() && !value.empty() ? id : 0;
}

constexpr auto kCliFlags = std::to_array<CliFlag>({
    {"homepath", true, [](CliLine& line, const std::string& value) { line.server.homepath = value; }},
    {"config", true, [](CliLine& line, const std::string& value) { line.server.config = value; }},
    {"configOverrides", true,
     [](CliLine& line, const std::string& value) { line.server.arguments = SplitWords(value, " "); }},
    {"data", true, [](CliLine& line, const std::string& value) { line.server.data = value; }},
    {"user-id", true, TakeUserId},
    {"password-from-stdin", false, [](CliLine& line, const std::string&) { line.from_stdin = true; }},
    {"pluginsDir", true, nullptr},
    {"repo", true, nullptr},
    {"pluginUrl", true, nullptr},
    {"insecure", false, nullptr},
    {"debug", false, nullptr},
    {"d", false, nullptr},
});

std::string UnknownCliFlag(const std::string& name) {
  std::vector<std::string> names;
  for (const CliFlag& flag : kCliFlags) names.emplace_back(flag.name);
  return "flag provided but not defined: -" + name + Guess(Nearest(name, names), "-");
}

tl::expected<CliLine, std::string> ParseCliLine(const std::vector<std::string>& words) {
  CliLine line;
  bool flags = true;  // a password may begin with a dash behind "--"
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at];
    if (!flags || word.size() < 2 || word[0] != '-') {
      line.words.push_back(word);
      continue;
    }
    if (word == "--") {
      flags = false;
      continue;
    }
    const std::string body = word.substr(word.starts_with("--") ? 2 : 1);
    const auto equals = body.find('=');
    const auto flag = std::ranges::find(kCliFlags, std::string_view(body).substr(0, equals), &CliFlag::name);
    if (flag == kCliFlags.end()) return tl::unexpected(UnknownCliFlag(body.substr(0, equals)));
    if (flag->has_value && equals == std::string::npos && at + 1 == words.size())
      return tl::unexpected("flag needs an argument: -" + body);
    const std::string value = equals != std::string::npos ? body.substr(equals + 1)
                              : flag->has_value           ? words[++at]
                                                          : "";
    if (flag->take != nullptr) flag->take(line, value);
  }
  return line;
}

int CliFailed(const std::string& why) {
  std::cerr << "Error: ✗ " << why << "\n";
  return kExitFailed;
}

// What the configuration says, to the release that the database file belongs to: it decides which passwords will do.
tl::expected<Start, StartRefusal> PrepareForFile(CommandLine line, const Environment& environment) {
  auto start = PrepareStart(line, environment, DialNobody);
  if (!start || start->app.instance.database.empty()) return start;
  const InstanceSettings& settings = start->app.instance;
  const Release* of_file =
      FindRelease(ReleaseOfFileAt(settings.database, FileTermsOf(*settings.release, ToTimestamp(SystemTime()))));
  if (of_file == nullptr || of_file == settings.release) return start;
  line.release = of_file->name;
  return PrepareStart(line, environment, DialNobody);
}

// Why such a password may not be taken; empty when it may.
std::string WhyUnfit(const std::string& password, const InstanceSettings& settings) {
  if (password.size() < settings.release->user_changes.shortest_own_password) return "new password is too short";
  return settings.members.strong_passwords && !IsStrongPassword(password)
             ? "new password doesn't comply with the password policy"
             : "";
}

constexpr std::size_t kLongestPassword = 64 * 1024;

// The first line of standard input, without its line break; cut where no password is that long.
std::string PasswordFromInput() {
  std::string password;
  for (int c = std::cin.get(); c != std::char_traits<char>::eof() && c != '\n'; c = std::cin.get()) {
    if (password.size() > kLongestPassword) break;
    password += static_cast<char>(c);
  }
  if (password.ends_with('\r')) password.pop_back();
  return password;
}

int ResetAdminPassword(const CliLine& line, const Environment& environment) {
  if (line.words.size() != (line.from_stdin ? 2U : 3U))
    return CliFailed("say one password, or --password-from-stdin: grafake cli admin reset-admin-password PASSWORD");
  const std::string password = line.from_stdin ? PasswordFromInput() : line.words[2];
  if (password.size() > kLongestPassword) return CliFailed("new password is longer than 64 KiB");
  const auto start = PrepareForFile(line.server, environment);
  if (!start) return Refuse(start.error());
  const InstanceSettings& settings = start->app.instance;
  if (settings.postgres) return CliFailed("not in a PostgreSQL: PUT /api/admin/users/1/password sets it there");
  if (const std::string why = WhyUnfit(password, settings); !why.empty()) return CliFailed(why);
  if (settings.database.empty())
    return CliFailed("the configuration names no place for data, so a server has it in memory; say --data DIR");
  const auto [hash, salt] = Passwords().Hash(password);
  if (!ResetPassword(settings.database, line.user_id, hash, salt, ToTimestamp(SystemTime())))
    return CliFailed("could not read user from database. Error: user not found");
  std::cout << "\nAdmin password changed successfully ✔\n\n";
  return kExitOk;
}

std::string JoinedWords(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) (text += text.empty() ? "" : " ") += word;
  return text;
}

}  // namespace

int RunCli(const std::vector<std::string>& words, const Environment& environment) try {
  if (words.size() == 1 && (words[0] == "help" || words[0] == "h")) return std::cout << FindVerb("cli")->usage, kExitOk;
  if (words.size() == 1 && (words[0] == "--version" || words[0] == "-v" || words[0] == "-version"))
    return std::cout << "Grafana CLI version " << FindRelease(CommandLine().release)->version << "\n", kExitOk;
  const auto line = ParseCliLine(words);
  if (!line) return CliFailed(line.error());
  const bool reset = line->words.size() >= 2 && line->words[0] == "admin" && line->words[1] == "reset-admin-password";
  if (reset) return ResetAdminPassword(*line, environment);
  if (line->words == std::vector<std::string>{"admin"})
    return CliFailed("reset-admin-password is missing behind admin: see grafake cli --help");
  // Only the command is named: what follows may be a secret.
  const std::vector<std::string> command(line->words.begin(),
                                         line->words.begin() + std::min<std::ptrdiff_t>(2, std::ssize(line->words)));
  return CliFailed((command.empty() ? "no command" : "'" + JoinedWords(command) + "' is not served") +
                   "; only admin reset-admin-password is: see grafake cli --help");
} catch (const std::exception& e) {
  return CliFailed(e.what());
}

}  // namespace grafake::server
