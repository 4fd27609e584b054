#include "server/command_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <string_view>

namespace grafake::server {
namespace {

struct Flag {
  std::string_view name;
  bool is_switch;
  // False: the value does not fit.
  bool (*take)(CommandLine& out, const std::string& value);
};

bool Ignore(CommandLine& /*out*/, const std::string& /*value*/) { return true; }

bool IsNumber(const std::string& text, unsigned most) {
  unsigned value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() && value <= most;
}

bool TakePort(CommandLine& out, const std::string& value) {
  if (!IsNumber(value, 65535)) return false;
  out.port = static_cast<std::uint16_t>(std::stoul(value));
  return true;
}

constexpr auto kFlags = std::to_array<Flag>({
    {"config", false, [](CommandLine& out, const std::string& v) { return out.config = v, true; }},
    {"homepath", false, [](CommandLine& out, const std::string& v) { return out.homepath = v, true; }},
    {"pidfile", false, [](CommandLine& out, const std::string& v) { return out.pidfile = v, true; }},
    {"packaging", false, Ignore},
    {"profile", true, Ignore},
    {"profile-addr", false, Ignore},
    {"profile-port", false, [](CommandLine&, const std::string& v) { return IsNumber(v, 4294967295U); }},
    {"tracing", true, Ignore},
    {"tracing-file", false, Ignore},
    {"v", true, [](CommandLine& out, const std::string& v) { return out.show_version = v == "true", true; }},
    {"vv", true, [](CommandLine& out, const std::string& v) { return out.show_version = v == "true", true; }},
    {"release", false, [](CommandLine& out, const std::string& v) { return out.release = v, true; }},
    {"port", false, TakePort},
    {"data", false, [](CommandLine& out, const std::string& v) { return out.data = v, true; }},
    {"ready-file", false, [](CommandLine& out, const std::string& v) { return out.ready_file = v, true; }},
    {"lie", false, [](CommandLine& out, const std::string& v) { return out.lies.push_back(v), true; }},
    {"version", true, [](CommandLine& out, const std::string& v) { return out.show_version = v == "true", true; }},
    {"help", true, [](CommandLine& out, const std::string& v) { return out.show_help = v == "true", true; }},
    {"h", true, [](CommandLine& out, const std::string& v) { return out.show_help = v == "true", true; }},
});

// The spellings of Go's strconv.ParseBool, as "true" or "false".
std::optional<std::string> ParseBool(std::string_view text) {
  for (const char* word : {"1", "t", "T", "true", "True", "TRUE"}) {
    if (text == word) return "true";
  }
  for (const char* word : {"0", "f", "F", "false", "False", "FALSE"}) {
    if (text == word) return "false";
  }
  return std::nullopt;
}

// A flag as it stands on the command line.
struct Word {
  std::string name;
  std::optional<std::string> value;
};

Word Split(const std::string& word) {
  const std::string body = word.substr(word.starts_with("--") ? 2 : 1);
  const auto equals = body.find('=');
  if (equals == std::string::npos) return {body, std::nullopt};
  return {body.substr(0, equals), body.substr(equals + 1)};
}

std::string Invalid(const Flag& flag, const std::string& value) {
  const std::string kind = flag.is_switch ? "boolean value" : "value";
  const std::string joint = flag.is_switch ? " for -" : " for flag -";
  return "invalid " + kind + " \"" + value + "\"" + joint + std::string(flag.name) + ": parse error";
}

tl::expected<void, std::string> Apply(const Flag& flag, const std::string& value, CommandLine& out) {
  if (!flag.is_switch) {
    if (!flag.take(out, value)) return tl::unexpected(Invalid(flag, value));
    return {};
  }
  const auto truth = ParseBool(value);
  if (!truth) return tl::unexpected(Invalid(flag, value));
  flag.take(out, *truth);
  return {};
}

bool IsFlag(const std::string& word) { return word.size() > 1 && word[0] == '-'; }

}  // namespace

tl::expected<CommandLine, std::string> ParseCommandLine(const std::vector<std::string>& words) {
  CommandLine out;
  std::size_t at = 0;
  for (; at < words.size() && IsFlag(words[at]); ++at) {
    if (words[at] == "--") {
      ++at;
      break;
    }
    Word word = Split(words[at]);
    if (word.name.empty() || word.name[0] == '-' || word.name[0] == '=') {
      return tl::unexpected("bad flag syntax: " + words[at]);
    }
    const auto flag = std::ranges::find(kFlags, std::string_view(word.name), &Flag::name);
    if (flag == kFlags.end()) return tl::unexpected("flag provided but not defined: -" + word.name);
    if (!word.value && flag->is_switch) word.value = "true";
    if (!word.value && at + 1 == words.size()) return tl::unexpected("flag needs an argument: -" + word.name);
    if (!word.value) word.value = words[++at];
    if (auto applied = Apply(*flag, *word.value, out); !applied) return tl::unexpected(applied.error());
  }
  out.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
  return out;
}

std::string Usage() {
  return R"(Usage: grafake [flags] [cfg:section.key=value …]
       grafake config show [-json] [flags] [cfg:section.key=value …]   every setting and where it comes from
       grafake config check FILE [-json]          what is unknown, misspelt or without effect in an ini file
       grafake lies                               what --lie can break, a line each
       grafake routes                             what is served and what each route asks for, as Markdown

A fake Grafana for tests: service accounts, tokens, API keys, users, organisations, teams, permissions.
Settings are Grafana's: an ini file, GF_SECTION_KEY variables, cfg: arguments. Flags come first.

  -config FILE       the ini file; without it conf/custom.ini below the home path
  -homepath DIR      the home path; relative paths begin there
  -port N            the port to listen on; 0 asks the system for a free one (default: [server] http_port, 3000)
  -data DIR          keep everything in DIR/grafana.db; without it everything is in memory
  -ready-file FILE   write the URL to FILE as soon as the server listens
  -pidfile FILE      write the process id to FILE
  -release R         the Grafana to be: 9.0 (default)
  -lie NAME          break one of Grafana's promises, to see whether your tests notice; may be repeated
  -v, -version       print the version
  -help              print this

-packaging, -profile, -profile-addr, -profile-port, -tracing and -tracing-file are accepted and have no effect.

Try:  GF_FEATURE_TOGGLES_ENABLE=serviceAccounts grafake -port 3000
      curl -u admin:admin http://127.0.0.1:3000/api/serviceaccounts/search
)";
}

}  // namespace grafake::server
