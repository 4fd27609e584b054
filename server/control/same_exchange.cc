// JournalEntry::IsOf, JournalBodies::IsOf.

#include <cstring>
#include <utility>

#include "server/control/journal_entry.h"
#include "server/control/token_shape.h"
#include "server/http/credentials.h"

namespace grafake::server {
namespace {

// Takes `part` from the beginning of `text`; false: it begins otherwise.
bool TakeExactly(std::string_view& text, std::string_view part) {
  if (text.size() < part.size() || std::memcmp(text.data(), part.data(), part.size()) != 0) return false;
  text.remove_prefix(part.size());
  return true;
}

bool TakeSign(std::string_view& text, char sign) {
  if (text.empty() || text.front() != sign) return false;
  text.remove_prefix(1);
  return true;
}

// A line of headers as they are kept.
bool TakeHeader(std::string_view& lines, std::string_view name, std::string_view value) {
  return TakeExactly(lines, name) && TakeSign(lines, ':') && TakeExactly(lines, value) && TakeSign(lines, '\n');
}

// The line of one credential, which the server has taken: a name stands for it, which name and token of the caller say.
bool TakeCredential(std::string_view& lines, const Header& header) {
  const auto token = BearerToken(header.value);
  if (!token || !IsWholeToken(*token)) return false;
  const std::string_view scheme(header.value.data(), header.value.size() - token->size());
  if (!TakeExactly(lines, header.name) || !TakeSign(lines, ':') || !TakeExactly(lines, scheme)) return false;
  lines.remove_prefix(lines.find('\n') + 1);
  return true;
}

bool AreRequestHeaders(std::string_view lines, const Exchange& exchange) {
  bool authorized = exchange.response.token_id == 0;
  for (const Header& header : exchange.request.headers) {
    if (!SameHeaderName(header.name, "Authorization")) {
      if (!TakeHeader(lines, header.name, header.value)) return false;
    } else {
      if (std::exchange(authorized, true) || !TakeCredential(lines, header)) return false;
    }
  }
  return lines.empty();
}

bool AreResponseHeaders(std::string_view lines, const Response& response) {
  for (const AnswerHeader& header : response.headers) {
    if (!TakeHeader(lines, header.name, header.value)) return false;
  }
  return lines.empty();
}

bool IsTarget(std::string_view target, const Request& request) {
  if (!request.raw_target.empty() || !TakeExactly(target, request.path)) return false;
  return request.query.empty() ? target.empty() : TakeSign(target, '?') && target == request.query;
}

}  // namespace

bool JournalEntry::IsOfCaller(const Principal* who) const {
  if (who == nullptr) return !caller_known_;
  return caller_known_ && caller_kind_ == who->kind && org_id_ == who->org_id && caller() == ShownName(*who);
}

bool JournalEntry::IsOf(const Exchange& exchange) const {
  const Request& request = exchange.request;
  const Response& response = exchange.response;
  return exchange.fault.empty() && exchange.why.empty() && fault().empty() && why().empty() &&
         status_ == response.status && carried_ == exchange.carried && method() == request.method &&
         IsTarget(target(), request) && route() == exchange.route && IsOfCaller(response.caller.get()) &&
         token() == exchange.token && AreRequestHeaders(Part(kRequestHeaders), exchange) &&
         AreResponseHeaders(Part(kResponseHeaders), response);
}

bool JournalBodies::IsOf(const Exchange& exchange) const {
  const std::string_view text = text_;
  return !sent_cut_ && !answered_cut_ && text.substr(0, middle_) == exchange.request.body &&
         text.substr(middle_) == exchange.response.body;
}

}  // namespace grafake::server
