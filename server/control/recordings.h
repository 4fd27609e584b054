#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/control/answer_kind.h"
#include "server/releases/release.h"

namespace grafake::server {

// An answer that a real Grafana of a release has given, and the recording where it stands: "tokens/lifecycle".
struct RecordedAnswer {
  std::string_view method;
  std::string_view route;  // a pattern; where there was no route, the path that was asked for
  int status = 0;
  std::string_view message;  // as MessageIn() gives it
  std::string_view scenario;
};

// All recorded answers of a release, out of data/recorded/, which scripts/recorded_answers writes. No answer is made of
// it: it only says how well an answer is known. Immutable.
class Recordings {
 public:
  // Parsed when it is first asked for; thread-safe.
  [[nodiscard]] static const Recordings& Of(const Release& release);

  explicit Recordings(std::string_view text);

  // The scenario that has it; empty: none has.
  [[nodiscard]] std::string_view Find(const AnswerKind& kind) const;

  // By method, route, status and message.
  [[nodiscard]] const std::vector<RecordedAnswer>& all() const { return all_; }

 private:
  std::vector<RecordedAnswer> all_;
};

}  // namespace grafake::server
