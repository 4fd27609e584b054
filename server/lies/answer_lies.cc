#include "server/json/indent.h"
#include "server/lies/telling.h"

// Lies about the form of answers.
namespace grafake::server::lies {
namespace {

auto WithoutHeader(std::string name) {
  return [name = std::move(name)](const Request& request, const Truth& truth) {
    Response answer = truth(request);
    std::erase_if(answer.headers, [&](const AnswerHeader& header) { return header.name == name; });
    return answer;
  };
}

auto BodyReplaced(std::string_view from, std::string_view to) {
  return [from, to](const Request& request, const Truth& truth) { return Replaced(truth(request), from, to); };
}

Response TurnMembers(const Request& request, const Truth& truth) {
  return Changed(truth(request), [](auto& json) {
    if (!json.is_object()) return;
    nlohmann::ordered_json turned = nlohmann::ordered_json::object();
    for (auto member = json.rbegin(); member != json.rend(); ++member) turned[member.key()] = member.value();
    json = turned;
  });
}

bool IsJson(const Response& answer) {
  for (const AnswerHeader& header : answer.headers) {
    if (header.name == "Content-Type") return header.value.starts_with("application/json");
  }
  return false;
}

Response EndLine(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (IsJson(answer) && !answer.body.ends_with('\n')) answer.body += '\n';
  return answer;
}

Response Spread(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (IsJson(answer) && answer.body.starts_with('{')) answer.body = IndentJson(answer.body);
  return answer;
}

Response PlainText(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (IsJson(answer)) answer.SetHeader("Content-Type", "text/plain");
  return answer;
}

Response HideTrace(const Request& request, const Truth& truth) {
  return Replaced(truth(request), ",\"traceID\":\"" + std::string(truth.release.refusals.form.trace_id) + "\"", "");
}

Response HideToggles(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (!Asks(request, "GET", "/api/frontend/settings")) return answer;
  return Changed(std::move(answer), [](auto& json) { json["featureToggles"] = nlohmann::ordered_json::object(); });
}

Response FoundNothing(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  if (answer.body == "{\"message\":\"Not found\"}\n") answer.status = 200;
  return answer;
}

Response RefuseMethod(const Request& request, const Truth& truth) {
  Response answer = truth(request);
  const bool unknown = answer.body == "{\"message\":\"Not found\"}\n";
  if (unknown && request.method != "GET" && request.method != "HEAD") answer.status = 405;
  return answer;
}

}  // namespace

std::vector<Lie> AnswerLies() {
  return {
      {"missing-header", "Answers lack Cache-Control.", WithoutHeader("Cache-Control"), {}},
      {"may-be-framed", "Answers lack X-Frame-Options.", WithoutHeader("X-Frame-Options"), {}},
      {"wrong-content-type", "JSON is sent as text/plain.", PlainText, {}},
      {"field-order", "Members of objects come in the wrong order.", TurnMembers, {}},
      {"extra-newline", "Every JSON answer ends with a newline.", EndLine, {}},
      {"spread-json", "JSON is sent with blanks and line ends.", Spread, {}},
      {"trace-id-missing", "Refusals lack traceID.", HideTrace, {}},
      {"null-for-nothing", "Empty lists are null.", BodyReplaced("[]", "null"), {}},
      {"plain-angle-brackets", "Angle brackets in JSON are not escaped.", BodyReplaced("\\u003c", "<"), {}},
      {"reason-withheld",
       "A refusal for want of permission does not say which.",
       BodyReplaced("Permissions needed: ", "Permissions needed"),
       {},
       ComesWithRbac},
      {"unknown-route-is-200", "An unknown route answers 200.", FoundNothing, {}},
      {"method-not-allowed", "An unknown method of a known route answers 405.", RefuseMethod, {}},
      {"toggles-hidden", "The frontend settings show no feature toggle.", HideToggles, {}},
  };
}

}  // namespace grafake::server::lies
