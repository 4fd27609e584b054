#include "server/domain/dashboard_inputs.h"

#include <algorithm>

#include "server/json/reader.h"
#include "server/json/scanner.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

constexpr std::string_view kInputList = "__inputs";

const DashboardInput* FindInput(const std::vector<DashboardInput>& inputs, std::string_view name) {
  const auto found = std::ranges::find(inputs, name, &DashboardInput::name);
  return found == inputs.end() ? nullptr : &*found;
}

std::string Replaced(std::string_view text, const std::vector<DashboardInput>& inputs) {
  std::string out;
  while (!text.empty()) {
    const auto begin = std::min(text.find("${"), text.size());
    out += text.substr(0, begin);
    text.remove_prefix(begin);
    const auto end = text.find('}');
    if (text.empty() || end == std::string_view::npos) break;
    const DashboardInput* const input = FindInput(inputs, text.substr(2, end - 2));
    const std::size_t taken = input == nullptr ? 2 : end + 1;
    out += input == nullptr ? text.substr(0, taken) : std::string_view(input->value);
    text.remove_prefix(taken);
  }
  return out += text;
}

// Each text that is a value; names of members stay.
std::string WithTextsReplaced(std::string_view json, const std::vector<DashboardInput>& inputs) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] != '"') {
      out += json[at++];
      continue;
    }
    const std::size_t end = EndOfJson(json, at);
    std::size_t next = end;
    while (next < json.size() && IsJsonBlank(json[next])) ++next;
    const std::string_view source = json.substr(at, end - at);
    if ((next < json.size() && json[next] == ':') || source.find("${") == std::string_view::npos) {
      out += source;
    } else {
      AppendJsonString(out, Replaced(JsonValue{JsonValue::Kind::kString, source}.Text(), inputs));
    }
    at = end;
  }
  return out;
}

}  // namespace

std::string WithInputs(std::string_view json, const std::vector<DashboardInput>& inputs) {
  const auto value = ReadJson(json);
  if (!value || value->kind != JsonValue::Kind::kObject) return std::string(json);
  JsonWriter kept;
  kept.BeginObject();
  JsonMembers members(*value);
  while (const JsonMember* const member = members.Next()) {
    if (member->name != kInputList) kept.Key(member->name).Raw(member->value.source);
  }
  return WithTextsReplaced(kept.EndObject().Take(), inputs);
}

std::string MissingInput(std::string_view json, const std::vector<DashboardInput>& inputs) {
  const auto value = ReadJson(json);
  if (!value) return "";
  JsonMembers members(*value);
  while (const JsonMember* const member = members.Next()) {
    if (member->name != kInputList) continue;
    JsonItems asked(member->value);
    while (const auto item = asked.Next()) {
      std::string name;
      std::string type;
      JsonMembers parts(*item);
      while (const JsonMember* const part = parts.Next()) {
        if (part->name == "name") name = part->value.Text();
        if (part->name == "type") type = part->value.Text();
      }
      const DashboardInput* const input = FindInput(inputs, name);
      if (input == nullptr || input->type != type) return name;
    }
  }
  return "";
}

}  // namespace grafake::server
