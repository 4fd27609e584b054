#include "server/http/answers.h"

#include "server/http/escape_html.h"
#include "server/json/indent.h"
#include "server/json/writer.h"

namespace grafake::server {
namespace {

// The log's line of a refusal; a cause may hold what the client sent.
RequestNote NoteOf(const Refusal& refusal, std::string_view cause) {
  RequestNote note{.message = std::string(refusal.message)};
  if (!cause.empty()) note.fields.emplace_back("error", CutForLog(cause));
  return note;
}

std::string PageOf(const Refusal& refusal) {
  const std::string title = EscapeHtml(refusal.message);
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + title +
         "</title></head>\n<body><h1>" + title + "</h1></body>\n</html>\n";
}

Response Typed(std::string_view type, std::string body, int status) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.reserve(kUsualAnswerHeaders);
  response.headers.push_back({"Content-Type", std::string(type)});
  return response;
}

}  // namespace

Response Answers::Json(std::string json, int status) const {
  return Typed("application/json", std::move(json), status);
}

Response Answers::Message(std::string_view text, int status) const {
  JsonWriter json;
  json.BeginObject().Member("message", text).EndObject();
  return Json(json.Take(), status);
}

std::string Answers::Body(const Refusal& refusal, std::string_view cause, By by) const {
  const RefusalForm& form = refusals_.form;
  const bool named = !refusal.message_id.empty();
  const bool code_first = named && by == By::kHandler && form.handlers_code_first;
  const bool code_last = named && !code_first;
  JsonWriter json;
  json.BeginObject();
  if (refusal.traced && form.causes_shown && !production_ && !cause.empty()) json.Member("error", cause);
  if (by == By::kContext && form.extra_of_callers && named) json.Key("extra").Null();
  if (code_first) json.Member("statusCode", refusal.status).Member("messageId", refusal.message_id);
  json.Member("message", refusal.message);
  if (!refusal.kind.empty()) json.Member("status", refusal.kind);
  if (code_last) json.Member("messageId", refusal.message_id).Member("statusCode", refusal.status);
  if (by == By::kHandler && !refusal.extra_name.empty())
    json.Key("extra").BeginObject().Member(refusal.extra_name, refusal.extra_value).EndObject();
  if (refusal.traced && (by == By::kContext || form.handlers_traced)) json.Member("traceID", form.trace_id);
  json.EndObject();
  return json.Take();
}

Response Answers::Refuse(const Refusal& refusal, std::string_view cause) const {
  if (refusal.bare) return Typed("text/plain; charset=utf-8", std::string(refusal.message), refusal.status);
  if (refusal.traced && !cause.empty()) return RefuseSignIn(refusal, cause);
  Response response = Json(Body(refusal, cause, By::kHandler), refusal.status);
  response.traced = refusal.traced;
  return response;
}

Response Answers::Refuse(const Refusal& refusal, const Error& error) const {
  return Because(Refuse(refusal, error.cause), ReasonOf(error));
}

Response Answers::RefuseSignIn(const Refusal& refusal, const Error& error) const {
  return Because(RefuseSignIn(refusal, error.cause), ReasonOf(error));
}

Response Answers::RefuseSignIn(const Refusal& refusal, std::string_view cause) const {
  Response response = Json(Body(refusal, cause, By::kHandler), refusal.status);
  response.traced = refusal.traced;
  response.notes.push_back(NoteOf(refusal, cause));
  response.notes.back().with_address = true;
  return response;
}

Response Answers::RefuseFor(const Error& error, const RefusalTable& table) const {
  return Refuse(table.Find(refusals_, error.code), error);
}

Response Answers::Conclude(const Result<Done>& result, std::string_view text, const RefusalTable& table) const {
  return result ? Message(text) : RefuseFor(result.error(), table);
}

Response Answers::Broken() const {
  return ContextJson(
      R"({"error":"Server Error","message":"Internal Server Error - Check the Grafana server logs for the detailed error message."})",
      500);
}

Response Answers::ContextJson(std::string json, int status) const {
  std::string body = production_ ? std::move(json) : IndentJson(json);
  return Typed("application/json; charset=UTF-8", std::move(body) + '\n', status);
}

Response Answers::ContextRefuse(const Refusal& refusal, std::string_view cause) const {
  Response response = ContextJson(Body(refusal, cause, By::kContext), refusal.status);
  response.traced = refusal.traced;
  if (refusal.traced && !cause.empty()) response.notes.push_back(NoteOf(refusal, cause));
  return response;
}

Response Answers::ContextRefuseSignIn(const Refusal& refusal, std::string_view cause) const {
  Response response = refusal.page ? Typed("text/html; charset=UTF-8", PageOf(refusal), refusal.status)
                                   : ContextJson(Body(refusal, cause, By::kContext), refusal.status);
  response.traced = refusal.traced;
  response.notes.push_back(NoteOf(refusal, cause));
  response.notes.back().caller_known = false;
  return response;
}

}  // namespace grafake::server
