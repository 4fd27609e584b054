#include "server/control/answer_kind.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/ascii.h"
#include "server/http/compression.h"
#include "server/json/reader.h"
#include "server/releases/refusal_names.h"
#include "server/releases/release.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestBody = 2048;
constexpr std::size_t kLongestMessage = 200;
constexpr std::size_t kLongestId = 100;
constexpr std::string_view kVaries = "…";

std::string MessageOfText(std::string_view text) {
  if (text.find("message\"") == std::string_view::npos) return "";  // nearly always
  const auto value = ReadJson(text);
  if (!value) return "";
  std::string message;
  std::string id;
  JsonMembers members(*value);
  while (const JsonMember* const member = members.Next()) {
    if (member->name == "message") message = member->value.Text();
    if (member->name == "messageId") id = member->value.Text();
  }
  return MessageForm(message, id);
}

// What stands before and behind a name, in refusals that hold one.
using Around = std::pair<std::string_view, std::string_view>;

std::vector<Around> NamingMessages() {
  std::vector<Around> all;
  for (const Release* release : AllReleases()) {
    for (const auto& [name, member] : kRefusalNames) {
      const std::string_view message = (release->refusals.*member).message;
      const auto place = message.find("{}");
      if (place != std::string_view::npos) all.emplace_back(message.substr(0, place), message.substr(place + 2));
    }
  }
  return all;
}

bool Surrounds(const Around& around, std::string_view message) {
  return message.size() >= around.first.size() + around.second.size() && message.starts_with(around.first) &&
         message.ends_with(around.second);
}

// Where the quoted text or the number ends that begins there; `begin` itself: there is none.
std::size_t EndOfVarying(std::string_view text, std::size_t begin) {
  const char c = text[begin];
  const bool begins_word = begin == 0 || text[begin - 1] == ' ';
  if ((c == '\'' || c == '"') && begins_word) {
    const auto end = text.find(c, begin + 1);
    return end == std::string_view::npos ? begin : end + 1;
  }
  std::size_t end = begin;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end;
}

}  // namespace

std::string MessageIn(const Response& response) {
  if (response.body.empty() || response.body.size() > kLongestBody) return "";
  const auto plain = GunzipBegin(response, kLongestBody);
  return MessageOfText(plain ? *plain : response.body);
}

std::string MessageForm(std::string_view message) {
  static const std::vector<Around> kNaming = NamingMessages();
  const auto naming = std::ranges::find_if(kNaming, [&](const Around& around) { return Surrounds(around, message); });
  if (naming != kNaming.end()) return std::string(naming->first) + std::string(kVaries) + std::string(naming->second);
  std::string form;
  for (std::size_t at = 0; at < message.size() && form.size() < kLongestMessage;) {
    const std::size_t end = EndOfVarying(message, at);
    form += end == at ? message.substr(at, 1) : kVaries;
    at = std::max(end, at + 1);
  }
  return form;
}

std::string MessageForm(std::string_view message, std::string_view id) {
  return id.empty() ? MessageForm(message) : MessageForm(message) + " [" + std::string(id.substr(0, kLongestId)) + "]";
}

std::string NameOf(const AnswerKind& kind) {
  std::string name = kind.method + " " + (kind.route.empty() ? kind.path : kind.route);
  name += " " + std::to_string(kind.status);
  return kind.message.empty() ? name : name + " " + kind.message;
}

}  // namespace grafake::server
