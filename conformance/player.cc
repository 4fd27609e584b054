#include "conformance/player.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "conformance/compare.h"
#include "conformance/exchange.h"
#include "conformance/interruption.h"
#include "conformance/secrets.h"
#include "conformance/short_lives.h"
#include "conformance/start_report.h"
#include "conformance/working_directory.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

std::string CookieValue(const HeaderMap& headers, const std::string& name) {
  const auto found = headers.find("Set-Cookie");
  const auto at = found == headers.end() ? std::string::npos : found->second.find(name + "=");
  if (at == std::string::npos) return {};
  const std::string value = found->second.substr(at + name.size() + 1);
  return value.substr(0, value.find(';'));
}

std::optional<std::string> AtPointer(const std::string& body, const std::string& pointer) {
  const json value = json::parse(body, nullptr, false);
  const json::json_pointer place(pointer);
  if (value.is_discarded() || !value.contains(place)) return std::nullopt;
  return value[place].dump();
}

// What an answer leaves to later requests, as JSON; nothing when it does not hold it.
std::optional<std::string> Saved(const RecordedAnswer& answer, const std::string& source) {
  return source.starts_with("cookie:") ? json(CookieValue(answer.headers, source.substr(7))).dump()
                                       : AtPointer(answer.body, source);
}

// Grafana cuts the end of a life to whole seconds: what lives for one second is gone at once when it is made at the end
// of one. The recorded answers that follow were given within its life.
bool LivesOneSecond(const RequestStep& step) { return SecondsToLive(step) == 1; }

bool HasStarts(const Scenario& scenario) {
  return std::ranges::any_of(scenario.steps, [](const Step& s) { return std::holds_alternative<StartStep>(s); });
}

void WaitForNewSecond() {
  const auto now = std::chrono::system_clock::now();
  RestUntil(Clock::now() + (std::chrono::ceil<std::chrono::seconds>(now) - now));
}

// Plays the steps one after the other; the variables that answers leave are used by later requests.
class Performance {
 public:
  Performance(const Scenario& scenario, const TargetCommand& command, const std::filesystem::path& directory,
              const HearAnswer& hear)
      : scenario_(scenario),
        hear_(hear),
        directory_(directory),
        target_(command, directory),
        environment_(scenario.environment),
        ini_(scenario.ini) {}

  PlayResult Run() {
    WriteFiles(directory_, scenario_.files);
    Start();
    if (!result_.broken && HasStarts(scenario_)) KeepDatabase();
    while (step_ < scenario_.steps.size() && !result_.broken) {
      if (IsInterrupted()) break;
      std::visit([this](const auto& step) { Take(step); }, scenario_.steps[step_++]);
    }
    return std::move(result_);
  }

 private:
  void Start() {
    auto started = Started(environment_, ini_);
    if (!started) Break(started.error());
  }

  tl::expected<void, std::string> Started(const Variables& environment, const std::string& ini) {
    const auto fill = [&](const std::string& text) { return Substituted(text, {{"dir", directory_.string()}}); };
    Variables filled;
    for (const auto& [name, value] : environment) filled[name] = fill(value);
    std::vector<std::string> arguments;
    for (const std::string& argument : scenario_.arguments) arguments.push_back(fill(argument));
    return target_.Start(filled, fill(ini), arguments);
  }

  bool Stop() {
    auto stopped = target_.Stop();
    if (!stopped) Break(stopped.error());
    return stopped.has_value();
  }

  void KeepDatabase() {
    if (!Stop()) return;
    KeepFirstDatabase(directory_);
    Start();
  }

  static void Sleep(double seconds) {
    RestUntil(Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds)));
  }

  void Take(const SleepStep& step) {
    Sleep(step.seconds);
    lives_.Slept(step.seconds);
  }

  void Take(const WriteStep& step) { WriteFiles(directory_, step.files); }

  void Take(const RestartStep& step) {
    if (!Stop()) return;
    environment_ = step.environment.value_or(environment_);
    ini_ = step.ini.value_or(ini_);
    WriteFiles(directory_, step.files);
    Start();
  }

  void Take(const StartStep& step) {
    if (!Stop()) return;
    PutBackFirstDatabase(directory_);
    WriteFiles(directory_, step.files);
    const std::size_t before = target_.OutputSize();
    const bool listens = Started(step.environment.value_or(environment_), step.ini.value_or(ini_)).has_value();
    if (listens) Sleep(step.settle);
    const auto code = target_.exit_code();
    if (!Stop()) return;
    ++result_.exchanges;
    const RecordedAnswer answer = ReportOfStart(listens && !code, code, target_.OutputFrom(before));
    if (hear_) hear_(step_ - 1, answer, target_.Place());
    const RequestStep asked{.method = "START", .target = step.about, .who = "", .answer = step.answer};
    if (const auto difference = Compare(asked, answer, target_.Place())) Note(asked, std::nullopt, *difference);
  }

  void Take(const RequestStep& step) {
    const OutgoingRequest request = Filled(step);
    if (LivesOneSecond(step)) WaitForNewSecond();
    secrets_.Learn(request.who);
    lives_.Began(step_, step, Clock::now());
    auto answer = Send(target_.port(), request);
    ++result_.exchanges;
    if (answer && answer->body.size() > room_)
      answer = tl::unexpected(std::string("the answers of this scenario are larger than 24 MiB together"));
    room_ -= answer ? answer->body.size() : 0;
    if (!answer) return BreakUnanswered(step, request, answer.error());
    if (hear_) hear_(step_ - 1, *answer, target_.Place());
    for (const auto& [name, source] : step.saves) {
      if (auto value = Saved(*answer, source)) variables_[name] = *std::move(value);
    }
    if (const auto difference = Compare(step, *answer, target_.Place())) Judge(step, request, *difference);
  }

  void Judge(const RequestStep& step, const OutgoingRequest& request, const Difference& difference) {
    const auto late = lives_.TooLate(step, Clock::now());
    if (!late) return Note(step, request, difference);
    result_.late.push_back("step " + std::to_string(step_) + ": " + Described(step) + ": " + *late);
  }

  OutgoingRequest Filled(const RequestStep& step) const {
    const auto fill = [&](const std::string& text) { return Substituted(text, variables_); };
    OutgoingRequest request{
        .method = step.method, .target = fill(step.target), .who = fill(step.who), .content_type = step.content_type};
    for (const auto& [name, value] : step.headers) request.headers[name] = fill(value);
    if (step.body) request.body = SubstitutedBody(*step.body, variables_);
    return request;
  }

  // Secrets go before the place of the difference is looked for again, so that no half of one is shown.
  void Note(const RequestStep& step, const std::optional<OutgoingRequest>& request, const Difference& difference) {
    const std::string recorded = secrets_.Masked(difference.recorded);
    const std::string got = secrets_.Masked(difference.got);
    const auto same = std::ranges::mismatch(recorded, got).in1 - recorded.begin();
    const std::size_t at = difference.at == 0 ? 0 : static_cast<std::size_t>(same);
    result_.mismatches.push_back({.step = step_,
                                  .request = Described(step),
                                  .what = difference.what,
                                  .recorded = Excerpt(recorded, at),
                                  .got = Excerpt(got, at),
                                  .curl = request ? secrets_.Masked(CurlLine(target_.port(), *request)) : ""});
  }

  void BreakUnanswered(const RequestStep& step, const OutgoingRequest& request, const std::string& error) {
    Note(step, request, {"no answer", std::to_string(step.answer.status) + " " + step.answer.body, error});
    if (target_.Ended()) return Break("the server ended\n" + target_.LastLines());
    Break("the server gave no answer");
  }

  void Break(const std::string& why) {
    result_.broken = (step_ == 0 ? "" : "at step " + std::to_string(step_) + ": ") + secrets_.Masked(why);
  }

  static std::string Described(const RequestStep& step) {
    const std::string who = step.who.empty() ? "nobody" : step.who.substr(0, step.who.find(':'));
    return step.method + " " + step.target + " as " + who;
  }

  const Scenario& scenario_;
  const HearAnswer& hear_;
  std::filesystem::path directory_;
  Target target_;
  Variables environment_;
  std::string ini_;
  Variables variables_;
  Secrets secrets_;
  ShortLives lives_;
  std::size_t room_ = std::size_t{24} << 20U;  // that is left for bodies: they are kept
  std::size_t step_ = 0;                       // the one that is under way, from 1
  PlayResult result_;
};

}  // namespace

PlayResult Play(const Scenario& scenario, const TargetCommand& command, const std::filesystem::path& directory,
                const HearAnswer& hear) {
  const auto begin = Clock::now();
  PlayResult result;
  try {
    result = Performance(scenario, command, directory, hear).Run();
  } catch (const std::exception& e) {  // a full disk, no more ports: no reason to lose the other scenarios
    result.broken = e.what();
  }
  result.name = scenario.name;
  result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

}  // namespace grafake::conformance
