#include "src/connection.h"

#include <array>
#include <utility>

namespace grafake {
namespace {

using End = Outcome::End;

constexpr std::size_t kReadPiece = 16'384;  // bytes read at once

Outcome Ended(Failure failure, bool sent, int status = 0) {
  return {.end = failure.end, .sent = sent, .failure = std::move(failure.text), .status = status};
}

Failure OutOf(const Patience& patience) {
  if (patience.stop.stop_requested()) return {End::kStopped, "the caller asked to stop"};
  return {End::kTimedOut, "no whole answer in time"};
}

}  // namespace

Connection::Connection(const ClientOptions& options, const RequestText& text)
    : text_(text), largest_body_(options.largest_body), link_(options) {}

Outcome Connection::Exchange(const Request& request, bool repeatable, std::chrono::milliseconds time,
                             const std::stop_token& stop) {
  const auto begin = std::chrono::steady_clock::now();
  const Patience patience{begin + time, stop};
  const std::stop_callback wake(stop, [this] { link_.Wake(); });
  const Secret bytes = text_.Of(request);
  const bool was_open = link_.IsGood();
  if (!was_open) link_.Close();
  AnswerParser parser(largest_body_);
  Outcome outcome = ExchangeOnce(bytes.Reveal(), patience, parser);
  if (was_open && outcome.end == End::kLost && !parser.begun() && repeatable)
    outcome = ExchangeOnce(bytes.Reveal(), patience, parser);
  outcome.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin);
  return outcome;
}

Outcome Connection::ExchangeOnce(std::string_view bytes, const Patience& patience, AnswerParser& parser) {
  if (!link_.is_open()) {
    if (auto failure = link_.Open(patience)) return Ended(std::move(*failure), false);
  }
  auto failure = link_.Send(bytes, patience);
  Outcome outcome = failure ? Ended(std::move(*failure), true) : ReadAnswer(patience, parser);
  if (outcome.end != End::kAnswered || !parser.leaves_connection()) link_.Close();
  return outcome;
}

Outcome Connection::ReadAnswer(const Patience& patience, AnswerParser& parser) {
  std::array<char, kReadPiece> piece;
  while (!parser.done()) {
    if (patience.is_over()) return Ended(OutOf(patience), true, parser.status());  // A flood never lets a link wait.
    const auto count = link_.Receive(piece.data(), piece.size(), patience);
    if (!count) return Ended(count.error(), true, parser.status());
    if (*count == 0) {
      if (auto complaint = parser.PutEnd()) return Ended({End::kLost, std::move(*complaint)}, true, parser.status());
    } else if (auto complaint = parser.Put({piece.data(), *count})) {
      return Ended({End::kUnreadable, std::move(*complaint)}, true, parser.status());
    }
  }
  Outcome outcome{.sent = true};
  if (auto complaint = parser.MoveTo(outcome, patience)) {
    if (patience.is_over()) return Ended(OutOf(patience), true, outcome.status);
    return Ended({End::kUnreadable, std::move(*complaint)}, true, outcome.status);
  }
  return outcome;
}

}  // namespace grafake
