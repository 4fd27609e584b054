#pragma once

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "src/patience.h"
#include "src/request.h"

namespace grafake {

// Reads one answer of HTTP/1 out of bytes as they come, interim ones (1xx) passed over. Beast knows the grammar. What a
// server can make it keep has a limit: heads, lines between chunks, interim answers, and the body.
class AnswerParser {
 public:
  explicit AnswerParser(std::size_t largest_body);

  // Takes the next bytes, or learns that no more will come; what is wrong with them, if anything.
  [[nodiscard]] std::optional<std::string> Put(std::string_view bytes);
  [[nodiscard]] std::optional<std::string> PutEnd();
  // True when the answer is whole.
  [[nodiscard]] bool done() const { return parser_->is_done(); }
  // True when any byte came.
  [[nodiscard]] bool begun() const { return begun_; }
  // True when the connection can carry the next request.
  [[nodiscard]] bool leaves_connection() const { return parser_->keep_alive() && rest_.empty(); }
  // 0 before the head was read.
  [[nodiscard]] int status() const;

  // The answer goes into the outcome, its body unpacked; what is wrong with it, if anything, the patience included.
  [[nodiscard]] std::optional<std::string> MoveTo(Outcome& outcome, const Patience& patience);

 private:
  using Parser = boost::beast::http::response_parser<boost::beast::http::string_body>;

  void Begin();
  [[nodiscard]] std::string Complaint(const boost::beast::error_code& error) const;

  std::size_t largest_body_;
  std::optional<Parser> parser_;
  std::string rest_;  // not yet understood
  int interim_ = 0;   // answers that were passed over
  bool begun_ = false;
};

}  // namespace grafake
