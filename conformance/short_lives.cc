#include "conformance/short_lives.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace grafake::conformance {
namespace {

constexpr double kShortLife = 60;  // seconds; no step is later than that

// Its own credentials, or an answer that tells how long something lives.
bool IsAbout(const RequestStep& request, const std::vector<std::string>& names) {
  const auto uses = [&](const std::string& name) { return request.who.find("{{" + name + "}}") != std::string::npos; };
  return std::ranges::any_of(names, uses) || request.answer.body.find("xpir") != std::string::npos;
}

std::string Tenths(double seconds) {
  const std::string text = std::to_string(seconds);
  return text.substr(0, text.find('.') + 2);
}

}  // namespace

void ShortLives::Began(std::size_t step, const RequestStep& request, Clock::time_point now) {
  const double seconds = SecondsToLive(request).value_or(0);
  if (seconds <= 0 || seconds > kShortLife) return;
  Life life{.step = step, .seconds = seconds, .slept = 0, .began = now, .names = {}};
  for (const auto& [name, source] : request.saves) life.names.push_back(name);
  lives_.push_back(std::move(life));
}

void ShortLives::Slept(double seconds) {
  for (Life& life : lives_) life.slept += seconds;
}

std::optional<std::string> ShortLives::TooLate(const RequestStep& request, Clock::time_point now) const {
  for (const Life& life : lives_) {
    const double age = std::chrono::duration<double>(now - life.began).count();
    // Grafana cuts the end of a life to whole seconds.
    const double sure = life.seconds > 1 ? life.seconds - 1 : life.seconds;
    if (life.slept < life.seconds && age >= sure && IsAbout(request, life.names))
      return "it came " + Tenths(age) + " s after step " + std::to_string(life.step) +
             ", which made something that lives " + Tenths(life.seconds) + " s; the recording was quicker: not judged";
  }
  return std::nullopt;
}

std::optional<double> SecondsToLive(const RequestStep& request) {
  const auto body = nlohmann::json::parse(request.body.value_or(""), nullptr, false);
  if (!body.is_object() || !body.contains("secondsToLive") || !body["secondsToLive"].is_number()) return std::nullopt;
  return body["secondsToLive"].get<double>();
}

}  // namespace grafake::conformance
