#pragma once

#include <cstddef>
#include <stop_token>

#include "grafake/client.h"
#include "src/answer_parser.h"
#include "src/link.h"
#include "src/request.h"
#include "src/request_text.h"

namespace grafake {

// Sends requests and reads their answers, over a link that stays open between them. For one thread at a time.
class Connection {
 public:
  Connection(const ClientOptions& options, const RequestText& text);

  // In `time` at most, or until the token is stopped. Never sends a request twice unless it is `repeatable` and the
  // link, which was good a moment ago, turns out dead.
  [[nodiscard]] Outcome Exchange(const Request& request, bool repeatable, std::chrono::milliseconds time,
                                 const std::stop_token& stop);

 private:
  [[nodiscard]] Outcome ExchangeOnce(std::string_view bytes, const Patience& patience, AnswerParser& parser);
  [[nodiscard]] Outcome ReadAnswer(const Patience& patience, AnswerParser& parser);

  const RequestText& text_;
  std::size_t largest_body_;
  Link link_;
};

}  // namespace grafake
