#include "conformance/player.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "conformance/compare.h"
#include "conformance/exchange.h"

namespace grafake::conformance {
namespace {

using nlohmann::json;

std::string CookieValue(const HeaderMap& headers, const std::string& name) {
  const auto found = headers.find("Set-Cookie");
  if (found == headers.end() || !found->second.starts_with(name + "=")) return {};
  const std::string value = found->second.substr(name.size() + 1);
  return value.substr(0, value.find(';'));
}

std::string AtPointer(const std::string& body, const std::string& pointer) {
  const json value = json::parse(body, nullptr, false);
  const json::json_pointer place(pointer);
  if (value.is_discarded() || !value.contains(place)) return {};
  return value[place].is_string() ? value[place].get<std::string>() : value[place].dump();
}

// Plays the steps one after the other; the variables that answers leave are used by later requests.
class Performance {
 public:
  Performance(const Scenario& scenario, const TargetCommand& command, const std::filesystem::path& directory)
      : scenario_(scenario), target_(command, directory), environment_(scenario.environment), ini_(scenario.ini) {
    result_.name = scenario.name;
  }

  PlayResult Run() {
    Restart();
    for (step_ = 1; step_ <= scenario_.steps.size() && result_.broken.empty(); ++step_) {
      std::visit([this](const auto& step) { Take(step); }, scenario_.steps[step_ - 1]);
    }
    return std::move(result_);
  }

 private:
  void Restart() {
    if (auto started = target_.Start(environment_, ini_, scenario_.arguments); !started)
      result_.broken = started.error();
  }

  void Take(const SleepStep& step) { std::this_thread::sleep_for(std::chrono::duration<double>(step.seconds)); }

  void Take(const RestartStep& step) {
    target_.Stop();
    environment_ = step.environment.value_or(environment_);
    ini_ = step.ini.value_or(ini_);
    Restart();
  }

  void Take(const RequestStep& step) {
    const OutgoingRequest request = Filled(step);
    const auto answer = Send(target_.port(), request);
    ++result_.exchanges;
    if (!answer) {
      Note(step, request, "no answer: " + answer.error());
      return;
    }
    for (const auto& [name, pointer] : step.saves) {
      variables_[name] = pointer.starts_with("cookie:") ? CookieValue(answer->headers, pointer.substr(7))
                                                        : AtPointer(answer->body, pointer);
    }
    const Place place{.port = std::to_string(target_.port()),
                      .host = "127.0.0.1",
                      .directory = target_.data().parent_path().string(),
                      .home = (target_.directory() / "home").string()};
    if (const auto difference = Difference(step, *answer, place)) Note(step, request, *difference);
  }

  OutgoingRequest Filled(const RequestStep& step) const {
    const auto fill = [&](const std::string& text) { return Substituted(text, variables_); };
    OutgoingRequest request{.method = step.method, .target = fill(step.target), .who = fill(step.who)};
    for (const auto& [name, value] : step.headers) request.headers[name] = fill(value);
    if (step.body) request.body = fill(*step.body);
    return request;
  }

  void Note(const RequestStep& step, const OutgoingRequest& request, const std::string& difference) {
    const std::string who = step.who.empty() ? "nobody" : step.who.substr(0, step.who.find(':'));
    result_.mismatches.push_back({step_, step.method + " " + step.target + " as " + who,
                                  CurlLine(target_.port(), request), WithoutSecrets(difference)});
  }

  const Scenario& scenario_;
  Target target_;
  Variables environment_;
  std::string ini_;
  Variables variables_;
  std::size_t step_ = 0;
  PlayResult result_;
};

}  // namespace

PlayResult Play(const Scenario& scenario, const TargetCommand& command, const std::filesystem::path& directory) {
  std::filesystem::create_directories(directory);
  PlayResult result = Performance(scenario, command, directory).Run();
  if (result.Equal()) std::filesystem::remove_all(directory);
  return result;
}

}  // namespace grafake::conformance
