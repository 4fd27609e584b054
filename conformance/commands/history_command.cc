#include "conformance/commands/history_command.h"

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>

#include "conformance/commands/credentials.h"
#include "conformance/commands/early_end.h"
#include "conformance/commands/exit_code.h"
#include "conformance/commands/flags.h"
#include "conformance/commands/reference_server.h"
#include "conformance/complaint.h"
#include "conformance/history/checker.h"
#include "conformance/history/load.h"
#include "conformance/run.h"
#include "conformance/shown.h"
#include "conformance/suite/creations.h"
#include "conformance/suite/probe.h"
#include "conformance/suite/release.h"
#include "conformance/target.h"

namespace grafake::conformance {
namespace {

using nlohmann::ordered_json;
using HistoryWords = std::vector<std::string>;

constexpr std::size_t kMostExplained = 3;

// Every --url, for of other flags the last one counts.
HistoryWords UrlsIn(const HistoryWords& words) {
  HistoryWords urls;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with("--url=")) urls.push_back(words[i].substr(6));
    if (words[i] == "--url" && i + 1 < words.size()) urls.push_back(words[i + 1]);
  }
  return urls;
}

tl::expected<std::vector<Endpoint>, std::string> TargetsOf(const Flags& flags, const HistoryWords& words) {
  std::vector<Endpoint> targets;
  for (const std::string& url : UrlsIn(words)) {
    Flags of_one = flags;
    of_one.values["url"] = url;
    auto target = ReadTarget(of_one);
    if (!target) return tl::unexpected(target.error());
    targets.push_back(*std::move(target));
  }
  return targets;
}

// Reads a number into its option; what is wrong with it is kept.
template <class Number>
void TakeNumber(const Flags& flags, const char* name, unsigned most, Number& option, std::string& wrong) {
  const auto number = ReadNumber(flags, name, static_cast<unsigned>(option), most);
  if (number) option = *number;
  if (!number && wrong.empty()) wrong = number.error();
}

std::string NamePrefix() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 8; ++i) id += "0123456789abcdef"[random() % 16];
  return "cf-" + id + "-";
}

struct Found {
  const ThingHistory& thing;
  Contradiction contradiction;
};

// What came of it all.
struct Judgement {
  const HistoryOptions& options;
  std::size_t servers = 1;
  RecordedLoad recorded;
  std::vector<Found> found = {};
  std::size_t events = 0, unanswered = 0;

  void Judge() {
    for (const ThingHistory& thing : recorded.things) {
      events += thing.events.size();
      unanswered += static_cast<std::size_t>(std::ranges::count(thing.events, Saw::kUnknown, &Event::seen));
      if (auto contradiction = FindContradiction(thing)) found.push_back({thing, *std::move(contradiction)});
    }
  }

  [[nodiscard]] std::string Text() const {
    std::string text = std::to_string(options.clients) + " clients at " + std::to_string(servers) +
                       (servers == 1 ? " server" : " servers") + ", seed " + std::to_string(options.seed) + ": " +
                       std::to_string(events) + " events of " + std::to_string(recorded.things.size()) + " things, " +
                       std::to_string(unanswered) + " without a word about it\n";
    if (!recorded.left_out.empty()) text += recorded.left_out + "\n";
    for (std::size_t i = 0; i < std::min(found.size(), kMostExplained); ++i)
      text += "\n" + Explained(found[i].thing, found[i].contradiction);
    if (found.empty()) return text + "all that was seen can have happened one after the other\n";
    return text + "\nno order explains what was seen of " + std::to_string(found.size()) + " of them\n";
  }

  [[nodiscard]] ordered_json Json() const {
    ordered_json json{{"servers", servers},
                      {"clients", options.clients},
                      {"seed", options.seed},
                      {"things", recorded.things.size()},
                      {"events", events},
                      {"unanswered", unanswered},
                      {"leftOut", recorded.left_out},
                      {"holds", found.empty()},
                      {"contradictions", ordered_json::array()}};
    for (const auto& [thing, contradiction] : found) {
      ordered_json before = ordered_json::array();
      for (const Event& event : contradiction.before) before.push_back(Sentence(thing, event));
      json["contradictions"].push_back({{"kind", thing.kind},
                                        {"name", thing.name},
                                        {"seen", Sentence(thing, contradiction.event)},
                                        {"before", std::move(before)}});
    }
    return json;
  }
};

// The server that is started, unless there are some.
class OwnTarget {
 public:
  explicit OwnTarget(const HistoryOptions& options)
      : target_(options.server.empty() ? ReferenceServer(options.server_binary, options.release)
                                       : TargetCommand{CommandWords(options.server), options.append_ini},
                directory_.path() / "server") {}

  [[nodiscard]] tl::expected<Endpoint, std::string> Start() {
    auto started = target_.Start({{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}, "", {});
    if (!started) return tl::unexpected(started.error());
    return Endpoint{.port = target_.port()};
  }

 private:
  TemporaryDirectory directory_;
  Target target_;
};

// False when something is left.
bool RemoveMade(const LoadOptions& load, std::int64_t org) {
  const Listing listing = NamedLike(load.targets[0], load.admin, org, load.prefix);
  bool all = listing.unread.empty();
  for (const Made& made : listing.things) all = Remove(load.targets[0], load.admin, made) && all;
  return all;
}

int Judged(const HistoryOptions& options, std::size_t servers, RecordedLoad recorded) {
  Judgement judgement{options, servers, std::move(recorded)};
  judgement.Judge();
  std::cout << (options.json ? judgement.Json().dump(2) + "\n" : judgement.Text()) << std::flush;
  if (judgement.events <= judgement.unanswered) return Complain(kNoTarget, "the target said nothing about anything");
  return judgement.found.empty() ? kEqual : kDifferent;
}

}  // namespace

tl::expected<HistoryOptions, std::string> ReadHistoryArguments(const HistoryWords& words,
                                                               const std::string& server_binary) {
  HistoryWords valued = TargetFlags();
  for (const char* name : {"server", "server-binary", "append-ini", "release", "seconds", "operations", "seed",
                           "clients", "accounts", "time-limit"})
    valued.emplace_back(name);
  const auto flags = ReadFlags(words, valued, {"insecure", "json"});
  if (!flags) return tl::unexpected(flags.error());
  if (!flags->only.empty()) return tl::unexpected("history takes no '" + flags->only[0] + "'");
  const auto targets = TargetsOf(*flags, words);
  if (!targets) return tl::unexpected(targets.error());
  if (!targets->empty() && flags->Has("server"))
    return tl::unexpected(std::string("--url attaches, --server starts: give one of them"));
  const auto limit = ReadTimeLimit(*flags);
  if (!limit) return tl::unexpected(limit.error());
  if (flags->Has("release")) {
    if (const auto release = ReadKnownRelease(flags->Value("release")); !release)
      return tl::unexpected(release.error());
  }
  HistoryOptions options{.targets = *targets,
                         .server = flags->Value("server"),
                         .server_binary = flags->Value("server-binary", server_binary),
                         .append_ini = flags->Value("append-ini"),
                         .release = flags->Value("release"),
                         .json = flags->Has("json"),
                         .time_limit = *limit};
  std::string wrong;
  TakeNumber(*flags, "seconds", 24 * 3600, options.seconds, wrong);
  TakeNumber(*flags, "operations", 1'000'000'000, options.operations, wrong);
  TakeNumber(*flags, "seed", 1'000'000'000, options.seed, wrong);
  TakeNumber(*flags, "clients", 256, options.clients, wrong);
  TakeNumber(*flags, "accounts", 256, options.accounts, wrong);
  if (!wrong.empty()) return tl::unexpected(wrong);
  const auto administrator = ReadAdministrator(*flags);
  if (!administrator) return tl::unexpected(administrator.error());
  if (!options.targets.empty() && administrator->empty()) return tl::unexpected(std::string(kNoAdministrator));
  if (!options.targets.empty()) options.administrator = *administrator;
  return options;
}

int RunHistory(const HistoryOptions& options) {
  TakeInterruptions();
  LimitRun(options.time_limit);
  std::optional<OwnTarget> own;
  LoadOptions load{.targets = options.targets,
                   .admin = options.administrator,
                   .prefix = NamePrefix(),
                   .time = std::chrono::seconds(options.seconds),
                   .operations = options.operations,
                   .seed = options.seed,
                   .clients = options.clients,
                   .accounts = std::max(1U, options.accounts)};
  if (load.targets.empty()) {
    const auto started = own.emplace(options).Start();
    if (!started) return Complain(kNoTarget, Shown(started.error()));
    load.targets = {*started};
  }
  const auto target = Probe(load.targets[0], load.admin, options.release, own.has_value());
  if (IsInterrupted()) return *EarlyEnd("nothing was made");
  if (!target) return Complain(kNoTarget, Shown(target.error()));
  auto recorded = RecordLoad(load);
  const bool removed = own || RemoveMade(load, target->org);
  if (const auto early = EarlyEnd("sweep --run " + load.prefix.substr(3, 8) + " removes what is still there"))
    return *early;
  if (!recorded) return Complain(kNoTarget, recorded.error());
  const int code = Judged(options, load.targets.size(), *std::move(recorded));
  if (removed) return code;
  return Complain(code == kEqual ? kHarnessFault : code,
                  "something is left on the target; sweep --run " + load.prefix.substr(3, 8) + " removes it");
}

}  // namespace grafake::conformance
