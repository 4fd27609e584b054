#pragma once

#include "grafake/result.h"
#include "src/request.h"

namespace grafake {

// What an outcome other than success means for the caller; `maybe_done`: an earlier attempt may have been carried out.
// The message is Grafana's, without control characters and without the credentials.
[[nodiscard]] Error ErrorOf(const Call& call, const Outcome& outcome, const Credentials& credentials, bool maybe_done);

// Of a successful answer whose body is not the JSON that the call needs.
[[nodiscard]] Error UnreadableAnswer(int status, const std::string& content_type, std::size_t bytes);

// True when the token was the reason: 401, or what Grafana 9 says of a token that was deleted.
[[nodiscard]] bool RefusesToken(const Outcome& outcome);

// True when the request may have been carried out though no answer says so.
[[nodiscard]] bool MaybeDone(const Call& call, const Outcome& outcome);

// On one line, without control characters, and not for ever.
[[nodiscard]] std::string FitForALog(std::string text);

}  // namespace grafake
