#include "conformance/trial/release_refusals.h"

#include <Poco/Base64Decoder.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "conformance/replace_all.h"

namespace grafake::conformance {
namespace {

using Json = nlohmann::ordered_json;

const std::string kZeros(32, '0');

enum class Form {
  kSame,    // only the status is another
  kPlain,   // message
  kTraced,  // message and traceID
  kTyped,   // as endpoints name errors from 9.5 on
  kLayer,   // as the layers in front name them from 10.1 on
  kBare,    // as these do without a name
};

// What releases say instead of a refusal of 9.0 that ends so.
struct Words {
  const char* releases;
  const char* of_9_0;
  int status;
  Form form;
  const char* text = "";
  const char* id = "";
  int status_of_9_0 = 0;  // 0: any
};

constexpr const char* kTaken = "service account token with given name already exists in the organization";

const Words kWords[] = {
    {"9.1..9.4", "Failed due to %s", 400, Form::kTraced, "Failed to create service account"},
    {"9.5..", "Failed due to %s", 400, Form::kTyped, "service account already exists",
     "serviceaccounts.ErrAlreadyExists"},
    {"9.1..9.4", " already exists in the organization", 409, Form::kPlain, kTaken},
    {"9.5..", " already exists in the organization", 400, Form::kTyped, kTaken,
     "serviceaccounts.ErrTokenAlreadyExists"},
    {"9.1..", "service account token not found", 400, Form::kPlain, "invalid SecondsToLive value", "", 400},
    {"9.1..11.3", "serviceAccountId is invalid", 400, Form::kTraced, "Service account ID is invalid"},
    {"11.5..", "Failed to retrieve service account", 404, Form::kTyped, "service account not found",
     "serviceaccounts.ErrNotFound"},
    {"12.1..", "Service account deletion error", 404, Form::kTyped, "service account not found",
     "serviceaccounts.ErrNotFound"},
    {"11.5..", "Bad request data", 400, Form::kPlain, "Bad request data"},
    {"8.5", "invalid API key", 401, Form::kSame, "", "", 500},
    {"9.4..10.0", "invalid API key", 401, Form::kSame, "", "", 500},
    {"10.1..", "invalid API key", 401, Form::kBare, "Unauthorized", "", 500},
    {"10.1..", "invalid API key", 401, Form::kLayer, "Invalid API key", "api-key.invalid", 401},
    {"10.1..", "Expired API key", 401, Form::kLayer, "Expired API key", "api-key.expired"},
    {"10.1..", "Service account is disabled", 401, Form::kLayer, "Unauthorized", "identity.disabled"},
    {"9.5..10.1", "invalid username or password", 400, Form::kLayer, "Invalid username or password",
     "password-auth.failed"},
    {"10.1..", "Unauthorized", 401, Form::kLayer, "Unauthorized", "auth.unauthorized"},
};

// The deletion of a token; keys, which are refused in the same words, stay as they are.
const Words kTokenDeletion[] = {
    {"9.1..12.3", "Failed to delete API key", 500, Form::kTraced, "Failed to delete service account token"},
    {"12.4..", "Failed to delete API key", 404, Form::kTyped, "service account token not found",
     "serviceaccounts.ErrTokenNotFound"},
};

void Say(const Words& words, RecordedAnswer& answer) {
  const int status = words.status;
  const auto set = [&](const Json& body) { answer.body = body.dump(); };
  answer.status = status;
  switch (words.form) {
    case Form::kSame:
      return;
    case Form::kPlain:
      return set({{"message", words.text}});
    case Form::kTraced:
      return set({{"message", words.text}, {"traceID", kZeros}});
    case Form::kTyped:
      return set({{"statusCode", status}, {"messageId", words.id}, {"message", words.text}});
    case Form::kLayer:
      answer = Typed(words.status, words.text, words.id);
      return;
    case Form::kBare:
      answer = LayerRefusal(status, words.text);
      ReplaceAll(answer.body, "\"}", "\",\"traceID\":\"\"}");
      return;
  }
}

// 32 zeros up to 9.1; later nothing, and from 9.1 on the trace that the request names.
void TranslateTrace(const Release& release, const OutgoingRequest& request, RecordedAnswer& answer) {
  if (release < Release{9, 1, 0}) return;
  const auto parent = request.headers.find("traceparent");
  if (parent != request.headers.end()) return ReplaceAll(answer.body, kZeros, parent->second.substr(3, 32));
  if (release >= Release{9, 2, 0}) ReplaceAll(answer.body, kZeros, "");
}

bool HasEmptyPassword(const OutgoingRequest& request) {
  const std::string basic = "raw:Basic ";
  if (!request.who.starts_with(basic)) return false;
  std::istringstream encoded(request.who.substr(basic.size()));
  Poco::Base64Decoder decoder(encoded);
  const std::string pair{std::istreambuf_iterator<char>(decoder), {}};
  return pair.ends_with(':');
}

}  // namespace

RecordedAnswer LayerRefusal(int status, const std::string& message) {
  return {status, {{"Content-Type", "application/json; charset=UTF-8"}}, Json{{"message", message}}.dump() + "\n"};
}

RecordedAnswer Typed(int status, const std::string& message, const std::string& id) {
  RecordedAnswer answer = LayerRefusal(status, message);
  const Json body = {
      {"extra", nullptr}, {"message", message}, {"messageId", id}, {"statusCode", status}, {"traceID", ""}};
  answer.body = body.dump() + "\n";
  return answer;
}

void TranslateRefusal(const Release& release, const OutgoingRequest& request, RecordedAnswer& answer) {
  const Json body = Json::parse(answer.body, nullptr, false);
  const std::string message = body.is_object() ? body.value("message", "") : "";
  const auto holds = [&](const Words& words) {
    return Releases(words.releases).Holds(release) && message.ends_with(words.of_9_0) &&
           (words.status_of_9_0 == 0 || words.status_of_9_0 == answer.status);
  };
  const bool of_token = request.target.find("/tokens/") != std::string::npos;
  const auto* found = std::ranges::find_if(kWords, holds);
  const auto* deletion = std::ranges::find_if(kTokenDeletion, holds);
  if (found != std::end(kWords)) {
    Say(*found, answer);
    if (HasEmptyPassword(request)) ReplaceAll(answer.body, "password-auth.failed", "password-auth.empty");
  } else if (of_token && deletion != std::end(kTokenDeletion)) {
    Say(*deletion, answer);
  }
  TranslateTrace(release, request, answer);
}

}  // namespace grafake::conformance
