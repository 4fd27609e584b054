#include <string_view>

#include "grafake/result.h"

namespace grafake {
namespace {

const char* NameOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kRefused:
      return "refused";
    case ErrorKind::kNotReached:
      return "not reached";
    case ErrorKind::kTimedOut:
      return "timed out";
    case ErrorKind::kCancelled:
      return "cancelled";
    case ErrorKind::kUnreadable:
      return "unreadable answer";
    case ErrorKind::kOutcomeUnknown:
      return "outcome unknown";
    case ErrorKind::kNotTrusted:
      return "not trusted";
    case ErrorKind::kMisused:
      return "misused";
  }
  return "failed";
}

std::string Milliseconds(std::chrono::microseconds time) { return std::to_string((time.count() + 500) / 1000) + " ms"; }

// "2 attempts: 3 ms (503), 5 ms"
std::string Told(const std::vector<Attempt>& attempts) {
  std::string text = std::to_string(attempts.size()) + (attempts.size() == 1 ? " attempt: " : " attempts: ");
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    if (i > 0) text += ", ";
    text += Milliseconds(attempts[i].took);
    if (attempts[i].status != 0 && i + 1 < attempts.size()) text += " (" + std::to_string(attempts[i].status) + ")";
  }
  return text;
}

// What a refusal with 400 says then. Others with 400 say what is wrong with the request.
bool SaysTaken(const Error& error) {
  using std::string_view_literals::operator""sv;
  // Of a service account: up to 9.0, with the format's own %s; 9.1 to 9.3, which answer other failures with 500.
  const bool of_account = error.message == "Failed due to %s" || error.message == "Failed to create service account";
  return of_account || error.message_id.ends_with("AlreadyExists"sv) || error.message.ends_with(" name taken"sv) ||
         error.message.find("already exists") != std::string::npos;
}

}  // namespace

bool Error::IsTaken() const {
  if (kind != ErrorKind::kRefused) return false;
  if (status == 409) return message != "User is already member of this organization";
  return (status == 400 || status == 412) && SaysTaken(*this);
}

std::string Error::ToString() const {
  std::string text = NameOf(kind) + std::string(": ");
  if (status != 0) text += std::to_string(status) + " ";
  text += message;
  if (!message_id.empty()) text += " [" + message_id + "]";
  if (!trace_id.empty()) text += " [trace " + trace_id + "]";
  if (!attempts.empty()) text += " (" + Told(attempts) + ")";
  return text;
}

}  // namespace grafake
