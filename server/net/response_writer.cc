#include "server/net/response_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "server/ascii.h"
#include "server/http/status_text.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLargestPlainBody = 2048;  // net/http's buffer: what fits has a Content-Length

bool NameBefore(const AnswerHeader& a, const AnswerHeader& b) {
  return std::ranges::lexicographical_compare(std::string_view(a.name), std::string_view(b.name), {}, LowerAscii,
                                              LowerAscii);
}

void AppendNumber(std::size_t number, int base, std::string& out) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
  out.append(digits.data(), end);
}

void AppendAll(std::initializer_list<std::string_view> parts, std::string& out) {
  for (const std::string_view part : parts) out += part;
}

void AppendStatusLine(int status, bool http11, std::string& out) {
  out += http11 ? "HTTP/1.1 " : "HTTP/1.0 ";
  AppendNumber(static_cast<std::size_t>(std::max(status, 0)), 10, out);
  const std::string_view text = StatusText(status);
  if (text.empty()) {
    out += " status code ";
    AppendNumber(static_cast<std::size_t>(std::max(status, 0)), 10, out);
  } else {
    AppendAll({" ", text}, out);
  }
  out += "\r\n";
}

void AppendHeader(const AnswerHeader& header, std::string& out) {
  AppendAll({header.name, ": "}, out);
  const std::size_t from = out.size();
  out += header.value;
  for (std::size_t i = from; i < out.size(); ++i) {
    if (out[i] == '\r' || out[i] == '\n') out[i] = ' ';
  }
  out += "\r\n";
}

bool NameIsSendable(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f && c != ':'; });
}

bool BodyAllowed(int status) { return status >= 200 && status != 204 && status != 304; }

// Leaves what the handler may say about the message itself, in the order in which it is sent.
void PrepareHeaders(Response& response) {
  std::erase_if(response.headers, [&](const AnswerHeader& header) {
    return SameHeaderName(header.name, "Content-Length") || SameHeaderName(header.name, "Transfer-Encoding") ||
           (response.status == 304 && SameHeaderName(header.name, "Content-Type")) || !NameIsSendable(header.name);
  });
  std::ranges::stable_sort(response.headers, NameBefore);
}

bool Has(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const AnswerHeader& header) { return SameHeaderName(header.name, name); });
}

bool AsksToClose(const Response& response) {
  return std::ranges::any_of(response.headers, [](const AnswerHeader& header) {
    return SameHeaderName(header.name, "Connection") && SameHeaderName(header.value, "close");
  });
}

}  // namespace

bool WriteResponse(Response response, const AnswerTo& to, std::string_view date, std::string& out) {
  PrepareHeaders(response);
  const bool has_body = BodyAllowed(response.status) && !to.head_method;
  const bool plain = has_body && response.body.size() <= kLargestPlainBody;
  const bool chunked = has_body && !plain && to.http11;
  const bool asked_to_close = AsksToClose(response);
  // Without a length and without chunks only the end of the connection ends a body.
  const bool close = to.close || asked_to_close || (has_body && !plain && !chunked);

  out.reserve(out.size() + response.body.size() + 512);
  AppendStatusLine(response.status, to.http11, out);
  for (const AnswerHeader& header : response.headers) AppendHeader(header, out);
  if (!Has(response, "Date")) AppendAll({"Date: ", date, "\r\n"}, out);
  if (plain) {
    out += "Content-Length: ";
    AppendNumber(response.body.size(), 10, out);
    out += "\r\n";
  }
  if (close && to.http11 && !asked_to_close) out += "Connection: close\r\n";
  if (!close && !to.http11 && !Has(response, "Connection")) out += "Connection: keep-alive\r\n";
  if (chunked) {
    out += "Transfer-Encoding: chunked\r\n\r\n";
    AppendNumber(response.body.size(), 16, out);
    AppendAll({"\r\n", response.body, "\r\n0\r\n\r\n"}, out);
  } else {
    AppendAll({"\r\n", has_body ? std::string_view(response.body) : std::string_view()}, out);
  }
  return close;
}

void WriteStarAnswer(const AnswerTo& to, std::string_view date, std::string& out) {
  AppendStatusLine(200, to.http11, out);
  AppendAll({"Content-Length: 0\r\nDate: ", date, "\r\n"}, out);
  if (to.close && to.http11) out += "Connection: close\r\n";
  if (!to.close && !to.http11) out += "Connection: keep-alive\r\n";
  out += "\r\n";
}

void WriteExpectationFailed(const AnswerTo& to, std::string_view date, std::string& out) {
  AppendStatusLine(417, to.http11, out);
  AppendAll({"Connection: close\r\nDate: ", date, "\r\nContent-Length: 0\r\n\r\n"}, out);
}

void WriteFault(const HttpFault& fault, std::string& out) {
  std::string status = std::to_string(fault.status) + " ";
  AppendAll({StatusText(fault.status), fault.detail.empty() ? "" : ": ", fault.detail}, status);
  AppendAll({"HTTP/1.1 ", status, "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n", fault.header,
             "\r\n", fault.body.empty() ? std::string_view(status) : fault.body},
            out);
}

std::string_view HttpDate::At(std::time_t now) {
  if (now == second_ && !text_.empty()) return text_;
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  text_.assign(text.data(), length);
  second_ = now;
  return text_;
}

}  // namespace grafake::server
