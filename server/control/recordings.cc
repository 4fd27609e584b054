#include "server/control/recordings.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "server/control/recorded_texts.h"
#include "server/locks.h"

namespace grafake::server {
namespace {

// What stands before the separator, which is taken away, too.
std::string_view TakeUntil(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

// "GET /api/org 401<tab>Unauthorized<tab>access/login"
RecordedAnswer ParseRecorded(std::string_view line) {
  RecordedAnswer answer;
  std::string_view head = TakeUntil(line, '\t');
  answer.method = TakeUntil(head, ' ');
  answer.route = TakeUntil(head, ' ');
  std::from_chars(head.data(), head.data() + head.size(), answer.status);
  answer.message = TakeUntil(line, '\t');
  answer.scenario = line;
  return answer;
}

auto OrderOf(const RecordedAnswer& answer) {
  return std::tuple(answer.method, answer.route, answer.status, answer.message);
}

std::string_view TextOf(const Release& release) {
  const auto* const text = std::ranges::find(kRecordedTexts, release.version, &RecordedText::version);
  return text == std::end(kRecordedTexts) ? std::string_view() : text->text;
}

}  // namespace

Recordings::Recordings(std::string_view text) {
  while (!text.empty()) all_.push_back(ParseRecorded(TakeUntil(text, '\n')));
  std::ranges::sort(all_, {}, OrderOf);
}

const Recordings& Recordings::Of(const Release& release) {
  static Mutex mutex;
  static std::map<const Release*, const Recordings> parsed;
  const Lock lock(mutex);
  return parsed.try_emplace(&release, TextOf(release)).first->second;
}

std::string_view Recordings::Find(const AnswerKind& kind) const {
  const RecordedAnswer sought{kind.method, kind.route.empty() ? kind.path : kind.route, kind.status, kind.message, ""};
  const auto found = std::ranges::lower_bound(all_, OrderOf(sought), {}, OrderOf);
  return found == all_.end() || OrderOf(*found) != OrderOf(sought) ? std::string_view() : found->scenario;
}

}  // namespace grafake::server
