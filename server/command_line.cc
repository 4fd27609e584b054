#include "server/command_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "server/ascii.h"
#include "server/config/go_quote.h"
#include "server/config/nearest.h"
#include "server/config/value_parsing.h"

namespace grafake::server {
namespace {

enum class Owner { kGrafana, kGrafake };

// Why a flag's value does not fit, in Go's words.
using Misfit = std::optional<std::string_view>;

struct Flag {
  std::string_view name;
  bool is_switch;
  Misfit (*take)(CommandLine& out, const std::string& value);
  Owner owner = Owner::kGrafana;
};

constexpr Misfit kFits;
constexpr std::string_view kSettingPrefix = "cfg:";
constexpr std::string_view kNoNumber = "parse error";

Misfit Ignore(CommandLine& /*out*/, const std::string& /*value*/) { return kFits; }

Misfit TakePort(CommandLine& out, const std::string& value) {
  std::uint16_t port = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), port);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size()) return "say a whole number from 0 to 65535";
  out.port = port;
  return kFits;
}

Misfit CheckProfilePort(CommandLine& /*out*/, const std::string& value) {
  if (ParseGoUnsigned(value)) return kFits;
  const bool digits = !value.empty() && std::ranges::all_of(value, IsDigit);
  return digits && value[0] != '0' ? "value out of range" : kNoNumber;
}

template <auto Member>
Misfit TakeText(CommandLine& out, const std::string& value) {
  out.*Member = value;
  return kFits;
}

template <auto Member>
Misfit TakeSwitch(CommandLine& out, const std::string& value) {
  out.*Member = value == "true";
  return kFits;
}

template <auto Member>
Misfit TakeEnd(CommandLine& out, const std::string& value) {
  out.end.*Member = value == "true";
  return kFits;
}

// Such a value comes from a variable that is not set.
template <auto Member>
Misfit TakePath(CommandLine& out, const std::string& value) {
  if (value.empty()) return "say a path, or leave the flag out";
  out.*Member = value;
  return kFits;
}

Misfit TakeLie(CommandLine& out, const std::string& value) {
  out.lies.push_back(value);
  return kFits;
}

Misfit TakeSeed(CommandLine& out, const std::string& value) {
  if (value.empty()) return "say a path, or leave the flag out";
  out.seeds.push_back(value);
  return kFits;
}

Misfit TakeNumber(CommandLine& out, const std::string& value) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size()) return "say a whole number from 0 on";
  out.deterministic = number;
  return kFits;
}

constexpr auto kFlags = std::to_array<Flag>({
    {"config", false, TakeText<&CommandLine::config>},
    {"homepath", false, TakeText<&CommandLine::homepath>},
    {"pidfile", false, TakeText<&CommandLine::pidfile>},
    {"packaging", false, Ignore},
    {"profile", true, TakeSwitch<&CommandLine::profile>},
    {"profile-addr", false, Ignore},
    {"profile-port", false, CheckProfilePort},
    {"tracing", true, TakeSwitch<&CommandLine::tracing>},
    {"tracing-file", false, TakeText<&CommandLine::tracing_file>},
    {"v", true, TakeSwitch<&CommandLine::show_version>},
    {"vv", true, TakeSwitch<&CommandLine::show_version>},
    {"release", false, TakeText<&CommandLine::release>, Owner::kGrafake},
    {"port", false, TakePort, Owner::kGrafake},
    {"data", false, TakePath<&CommandLine::data>, Owner::kGrafake},
    {"ready-file", false, TakePath<&CommandLine::ready_file>, Owner::kGrafake},
    {"lie", false, TakeLie, Owner::kGrafake},
    {"seed", false, TakeSeed, Owner::kGrafake},
    {"seed-out", false, TakePath<&CommandLine::seed_out>, Owner::kGrafake},
    {"deterministic", false, TakeNumber, Owner::kGrafake},
    {"exit-with-parent", true, TakeEnd<&EndWish::with_parent>, Owner::kGrafake},
    {"exit-with-stdin", true, TakeEnd<&EndWish::with_input>, Owner::kGrafake},
    {"version", true, TakeSwitch<&CommandLine::show_version>, Owner::kGrafake},
    {"help", true, TakeSwitch<&CommandLine::show_help>},
    {"h", true, TakeSwitch<&CommandLine::show_help>},
});

// A flag as it stands on the command line.
struct Word {
  std::string name;
  std::optional<std::string> value;
};

Word SplitFlag(const std::string& word) {
  const std::string body = word.substr(word.starts_with("--") ? 2 : 1);
  const auto equals = body.find('=');
  if (equals == std::string::npos) return {body, std::nullopt};
  return {body.substr(0, equals), body.substr(equals + 1)};
}

std::string Invalid(const Flag& flag, const std::string& value, std::string_view why) {
  const std::string kind = flag.is_switch ? "boolean value " : "value ";
  const std::string joint = flag.is_switch ? " for -" : " for flag -";
  return "invalid " + kind + GoQuote(value) + joint + std::string(flag.name) + ": " + std::string(why);
}

tl::expected<void, std::string> Apply(const Flag& flag, std::string value, CommandLine& out) {
  if (flag.is_switch) {
    const auto truth = ParseGoBoolean(value);
    if (!truth) return tl::unexpected(Invalid(flag, value, kNoNumber));
    value = *truth ? "true" : "false";
  }
  if (const auto why = flag.take(out, value)) return tl::unexpected(Invalid(flag, value, *why));
  return {};
}

std::string ReleaseLines() {
  std::string lines;
  for (const std::string& line : DescribeReleases()) lines += "                       " + line + "\n";
  return lines;
}

// Go's sentence, and a line about what was perhaps meant.
std::string Undefined(const std::string& name) {
  std::vector<std::string> names;
  for (const Flag& flag : kFlags) {
    if (flag.name.size() > 2) names.emplace_back(flag.name);
  }
  const std::string nearest = Nearest(name, names);
  return "flag provided but not defined: -" + name + (nearest.empty() ? "" : "\ndid you mean -" + nearest + "?");
}

bool IsFlag(const std::string& word) { return word.size() > 1 && word[0] == '-'; }

// The flags at the beginning; all that is behind them become the arguments.
tl::expected<void, std::string> ReadFlags(const std::vector<std::string>& words, CommandLine& out) {
  std::size_t at = 0;
  for (; at < words.size() && IsFlag(words[at]); ++at) {
    if (words[at] == "--") {
      ++at;
      break;
    }
    Word word = SplitFlag(words[at]);
    if (word.name.empty() || word.name[0] == '-' || word.name[0] == '=') {
      return tl::unexpected("bad flag syntax: " + words[at]);
    }
    const auto flag = std::ranges::find(kFlags, std::string_view(word.name), &Flag::name);
    if (flag == kFlags.end()) return tl::unexpected(Undefined(word.name));
    if (!word.value && flag->is_switch) word.value = "true";
    if (!word.value && at + 1 == words.size()) return tl::unexpected("flag needs an argument: -" + word.name);
    if (!word.value) word.value = words[++at];
    if (auto applied = Apply(*flag, *word.value, out); !applied) return tl::unexpected(applied.error());
  }
  out.arguments.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
  return {};
}

}  // namespace

tl::expected<CommandLine, std::string> ParseCommandLine(const std::vector<std::string>& words) {
  CommandLine out;
  if (auto read = ReadFlags(words, out); !read) return tl::unexpected(std::move(read.error()));
  return out;
}

tl::expected<CommandLine, std::string> ParseMixedCommandLine(const std::vector<std::string>& words) {
  CommandLine out;
  std::vector<std::string> settings;
  for (std::vector<std::string> left = words;; left = std::move(out.arguments)) {
    if (auto read = ReadFlags(left, out); !read) return tl::unexpected(std::move(read.error()));
    const auto other = std::ranges::find_if_not(
        out.arguments, [](const std::string& word) { return word.starts_with(kSettingPrefix); });
    if (other != out.arguments.end() && !IsFlag(*other))
      return tl::unexpected("'" + *other + "' is neither a flag nor a cfg: argument");
    std::move(out.arguments.begin(), other, std::back_inserter(settings));
    out.arguments.erase(out.arguments.begin(), other);
    if (out.arguments.empty()) break;
  }
  out.arguments = std::move(settings);
  return out;
}

tl::expected<std::vector<std::string>, std::string> IgnoredWords(const CommandLine& line) {
  std::vector<std::string> sentences;
  std::string before = "--";
  for (const std::string& word : line.arguments) {
    if (IsFlag(word)) {
      const std::string name = SplitFlag(word).name;
      const auto flag = std::ranges::find(kFlags, std::string_view(name), &Flag::name);
      if (flag != kFlags.end() && flag->owner == Owner::kGrafake) {
        return tl::unexpected(word + " stands behind '" + before +
                              "', where Grafana ignores flags; say flags first, then cfg: arguments");
      }
      sentences.push_back(word + " stands behind '" + before + "' and is ignored, as in Grafana; flags come first");
    } else if (!word.starts_with(kSettingPrefix)) {
      sentences.push_back("the word '" + word + "' is ignored, as in Grafana; a verb stands first");
    }
    before = word.substr(0, word.starts_with(kSettingPrefix) ? word.find('=') : std::string::npos);
  }
  return sentences;
}

std::string Usage() {
  return std::string(R"(Usage: grafake [server] [flags] [cfg:section.key=value …]     starts the server
       grafake config show|check …     every setting and where it comes from; what is wrong with a file
       grafake cli admin reset-admin-password …     sets the password of user 1
       grafake exec [flags] -- COMMAND …     a server for one command, which finds its URL and a token in its environment
       grafake routes [--missing]     what is served, or what is not, and what each route asks for
       grafake releases [A B]     the Grafanas that are served; what a client sees differently in two of them
       grafake lies       what --lie can break
       grafake version    the version of grafake and of the Grafana that it is
       grafake help [VERB], grafake VERB --help

A fake Grafana for tests: service accounts, tokens, API keys, users, organisations, teams, permissions, preferences,
quotas, invitations, folders, dashboards, data sources, annotations, playlists, snapshots, library elements.
Read as Grafana reads them: [auth.proxy], [auth.jwt], [auth.anonymous], provisioning of data sources and dashboards.
Settings are Grafana's: an ini file, GF_SECTION_KEY variables, cfg: arguments. GF_SECTION_KEY__FILE names a file that
holds the value. Flags come first, with one dash or two. What Grafana would pass over in silence is said on standard
error.

  -config FILE       the ini file; without it conf/custom.ini below the home path
  -homepath DIR      the home path; relative paths in settings begin there
  -port N            the port to listen on; 0 asks the system for a free one (default: [server] http_port, 3000)
  -data DIR          keep everything in DIR/grafana.db; without it everything is in memory
  -ready-file FILE   write the URL to FILE as soon as the server listens; it goes with the server
  -pidfile FILE      write the process id to FILE
  -release R         the Grafana to be, by name or version:
)") + ReleaseLines() +
         R"(  -seed FILE         what the server begins with, in YAML or JSON: users, service accounts, tokens of your choice,
                     folders, dashboards, a clock; may be repeated (server/control/README.md has an example)
  -seed-out FILE     write to FILE, which only you may read, what the seeds have made: ids and secrets
  -deterministic N   ids, uids, secrets and cookies are the same in every run with this number, which makes them no
                     secrets at all
  -exit-with-parent  end when the process that started it has ended, by kill -9 too
  -exit-with-stdin   end when standard input does: where a pipe leads to it, with the last process that has its other end
  -lie NAME          break one of Grafana's promises, to see whether your tests notice; may be repeated
  -v, -version       print the version
  -help              print this

-packaging, -profile, -profile-addr, -profile-port, -tracing and -tracing-file are checked and have no effect.

Exit codes: 0 stopped by a signal or with its parent or input, 1 could not start or wrong command line, 2 where Grafana panics,
4 somebody shortened a file of the database while it was in use; nothing that was acknowledged is lost.

Try:  GF_FEATURE_TOGGLES_ENABLE=serviceAccounts grafake -port 3000
      curl -u admin:admin http://127.0.0.1:3000/api/serviceaccounts/search
)";
}

}  // namespace grafake::server
