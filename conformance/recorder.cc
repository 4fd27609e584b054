#include "conformance/recorder.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "conformance/compare.h"
#include "conformance/json_text.h"
#include "conformance/kept_headers.h"
#include "conformance/player.h"
#include "conformance/replace_all.h"
#include "conformance/same_name.h"

namespace grafake::conformance {
namespace {

using nlohmann::ordered_json;

// Paths are told by their text; a port and a name of a host only where nothing else can be meant.
std::string WithoutPlace(std::string text, const Variables& place) {
  ReplaceAll(text, place.at("dir"), "{{dir}}");
  if (place.at("home") != place.at("dir")) ReplaceAll(text, place.at("home"), "{{home}}");
  ReplaceAll(text, ":" + place.at("port") + "/", ":{{port}}/");
  ReplaceAll(text, "\"" + place.at("port") + "\"", "\"{{port}}\"");
  ReplaceAll(text, "\"instance_name\":\"" + place.at("host") + "\"", "\"instance_name\":\"{{host}}\"");
  return text;
}

// A page is the front end's, which is not what is recorded: only that it was one, and the title of an error page.
std::string WithoutPage(std::string body, int status) {
  constexpr std::string_view kBegin = "<!doctype html";
  if (!SameName(body.substr(0, kBegin.size()), kBegin)) return body;
  const std::string open = "<title>";
  const auto at = body.find(open);
  const auto end = at == std::string::npos ? at : body.find("</title>", at);
  if (status < 400 || end == std::string::npos) return "{{page}}";
  const std::string title = body.substr(at + open.size(), end - at - open.size());
  return title == "Grafana" ? "{{page}}" : "{{page: " + title + "}}";
}

// As the recorded files are indented, one blank a level, below a step.
std::string Indented(const ordered_json& object) {
  std::string text = object.dump(1, ' ', false, ordered_json::error_handler_t::replace);
  ReplaceAll(text, "\n", "\n   ");
  return text;
}

std::string Indented(const RecordedAnswer& answer) {
  return Indented(ordered_json{{"status", answer.status}, {"headers", answer.headers}, {"body", answer.body}});
}

std::string TargetOf(const Step& step) {
  const auto* request = std::get_if<RequestStep>(&step);
  return request == nullptr ? "" : request->target;
}

}  // namespace

RecordedAnswer Kept(const std::string& target, RecordedAnswer answer, const Variables& place) {
  std::erase_if(answer.headers, [](const auto& header) { return !IsKeptHeader(header.first); });
  answer.body = WithoutPlace(WithoutPage(BodyAsKept(target, std::move(answer.body)), answer.status), place);
  for (auto& [name, value] : answer.headers) value = WithoutPlace(std::move(value), place);
  return answer;
}

tl::expected<std::string, std::string> Recorded(const std::string& text, const Scenario& scenario,
                                                const std::string& release, const TargetCommand& command,
                                                const std::filesystem::path& directory) {
  std::map<std::string, std::string> replaced{{"/release", ordered_json(release).dump()}};
  const PlayResult played =
      Play(scenario, command, directory, [&](std::size_t step, const auto& answer, const auto& place) {
        replaced["/steps/" + std::to_string(step) + "/response"] =
            Indented(Kept(TargetOf(scenario.steps[step]), answer, place));
      });
  if (played.broken) return tl::unexpected(scenario.name + ": " + *played.broken);
  return WithValuesReplaced(text, [&](const JsonValue& value) -> std::optional<std::string> {
    const auto found = replaced.find(value.pointer);
    return found == replaced.end() ? std::nullopt : std::optional(found->second);
  });
}

}  // namespace grafake::conformance
