#include "conformance/client_cases/judging.h"

#include <utility>

namespace grafake::conformance {
namespace {

Credentials CredentialsOf(const std::string& who) {
  if (who.empty()) return NoCredentials();
  const auto colon = who.find(':');
  const std::string secret = who.substr(colon + 1);
  if (who.starts_with("bearer:")) return AccessToken{Secret(secret)};
  return Password{who.substr(0, colon), Secret(secret)};
}

std::string InWords(const Wanted& wanted) {
  return Error{.kind = wanted.kind, .status = wanted.status, .message = wanted.message}.ToString();
}

bool IsAsWanted(const Error& error, const Wanted& wanted) {
  return error.kind == wanted.kind && error.status == wanted.status &&
         (wanted.message.empty() || error.message == wanted.message);
}

}  // namespace

ClientOptions OptionsFor(const Session& s, const std::string& who) {
  return {.url = s.conversation().endpoint().Url(), .credentials = CredentialsOf(who)};
}

Client ClientFor(const Session& s, const std::string& who) { return Client(OptionsFor(s, who)); }

Client ClientFor(const Session& s) { return ClientFor(s, s.admin()); }

void NoteError(Session& s, const std::string& call, const std::string& expected, const Error& error,
               std::source_location where) {
  if (error.message.find("database is locked") != std::string::npos) throw Busy(call + ": " + error.ToString());
  s.CheckConfigured(error.status, error.message);
  s.Note(call, expected, error.ToString(), where);
}

bool Succeeds(Session& s, const std::string& call, const Result<void>& result, std::source_location where) {
  if (!result) NoteError(s, call, "success", result.error(), where);
  return result.has_value();
}

void ExpectError(Session& s, const std::string& call, const std::optional<Error>& error, const Wanted& wanted,
                 std::source_location where) {
  if (!error) return s.Note(call, InWords(wanted), "success", where);
  if (!IsAsWanted(*error, wanted)) NoteError(s, call, InWords(wanted), *error, where);
}

}  // namespace grafake::conformance
