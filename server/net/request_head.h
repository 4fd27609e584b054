#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>

#include "server/http/message.h"

namespace grafake::server {

// Why a request is refused below the routes. It is answered in plain text, and the connection is closed.
struct HttpFault {
  int status = 400;
  std::string_view detail = {};  // behind the reason phrase, after ": "; a literal
  std::string_view body = {};    // a literal; empty: the status line's own text
  std::string_view header = {};  // one more, with its line end; a literal
};

// What `Expect` asks for. kContinue only where it has a meaning: HTTP/1.1, and a body to come.
enum class Expect { kNothing, kContinue, kOther };

// The head of a request, understood.
struct RequestHead {
  Request request;  // method, path, query and headers; the host of a full URL replaces the header's
  bool http11 = true;
  bool keep_alive = true;
  bool star = false;     // the target is "*"
  bool chunked = false;  // then content_length says nothing
  std::uint64_t content_length = 0;
  Expect expect = Expect::kNothing;
};

// Where the blank line behind a head ends, counted from the start of `bytes`; nothing when it has not come yet.
// `from` is where an earlier search of the same bytes stopped.
[[nodiscard]] std::optional<std::size_t> FindHeadEnd(std::string_view bytes, std::size_t from = 0);

// Refuses a first line (without its line end) that net/http refuses before it has read the rest of the head.
[[nodiscard]] std::optional<HttpFault> CheckRequestLine(std::string_view line);

// Reads a head, blank line included, by the rules of Go's net/http (which Grafana is built with): lines end in LF or
// CRLF, folded lines are joined, chunked wins over Content-Length, and what could be read in two ways is refused.
[[nodiscard]] tl::expected<RequestHead, HttpFault> ParseRequestHead(std::string_view bytes);

}  // namespace grafake::server
