#include "conformance/client_cases/judging.h"

#include <chrono>
#include <utility>

#include "conformance/answer_reader.h"

namespace grafake::conformance {
namespace {

constexpr auto kCallTime = std::chrono::seconds(15);  // a case makes several calls

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
  const Endpoint& endpoint = s.conversation().endpoint();
  if (endpoint.insecure) throw Unsupported("the client library trusts nobody without a certificate: give --ca");
  ClientOptions options{.url = endpoint.Url(), .credentials = CredentialsOf(who), .timeout = kCallTime};
  options.largest_body = kLargestBody;
  if (!endpoint.ca.empty()) options.tls.TrustOnly(endpoint.ca);
  return options;
}

Client ClientFor(const Session& s, const std::string& who) { return Client(OptionsFor(s, who)); }

Client ClientFor(const Session& s) { return ClientFor(s, s.admin()); }

void NoteError(Session& s, const std::string& call, const std::string& expected, const Error& error,
               std::source_location where) {
  if (error.message.find("database is locked") != std::string::npos) throw Busy(call + ": " + error.ToString());
  if (error.status == 500) s.NoteFailedWrite(call);
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
