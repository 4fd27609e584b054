#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"
#include "server/http/reason.h"
#include "server/http/refusal_table.h"
#include "server/releases/refusals.h"
#include "server/storage/result.h"

namespace grafake::server {

// Makes responses in Grafana's two ways of writing them. Immutable; shared by all routes.
//
// A handler's answer is "application/json" without a newline at its end. An answer of the context, around the handlers,
// is "application/json; charset=UTF-8" with one, and indented when app_mode is not production.
class Answers {
 public:
  // The refusals must outlive it, as those of a release do.
  Answers(const Refusals& refusals, bool production) : refusals_(refusals), production_(production) {}

  [[nodiscard]] const Refusals& refusals() const { return refusals_; }

  // Handlers' answers.
  [[nodiscard]] Response Json(std::string json, int status = 200) const;
  [[nodiscard]] Response Message(std::string_view text, int status = 200) const;
  // `cause` is shown only where a refusal is traced and app_mode is not production.
  [[nodiscard]] Response Refuse(const Refusal& refusal, std::string_view cause = {}) const;
  // With the error's cause and reason, as all that take an error.
  [[nodiscard]] Response Refuse(const Refusal& refusal, const Error& error) const;

  // The refusal of the error's code.
  [[nodiscard]] Response RefuseFor(const Error& error, const RefusalTable& table) const;
  // The end of a route that only does something: its message, or the refusal.
  [[nodiscard]] Response Conclude(const Result<Done>& result, std::string_view text, const RefusalTable& table) const;

  // The same for one who wants to sign in: the log says that he was refused, whatever the body says.
  [[nodiscard]] Response RefuseSignIn(const Refusal& refusal, std::string_view cause) const;
  [[nodiscard]] Response RefuseSignIn(const Refusal& refusal, const Error& error) const;

  // What one gets whose request broke Grafana down.
  [[nodiscard]] Response Broken() const;

  // Answers of the context.
  [[nodiscard]] Response ContextJson(std::string json, int status) const;
  [[nodiscard]] Response ContextRefuse(const Refusal& refusal, std::string_view cause = {}) const;
  // The same for credentials, before anybody knows who is asking.
  [[nodiscard]] Response ContextRefuseSignIn(const Refusal& refusal, std::string_view cause) const;

 private:
  // Who speaks: a handler, or what stands before all of them.
  enum class By { kHandler, kContext };
  [[nodiscard]] std::string Body(const Refusal& refusal, std::string_view cause, By by) const;

  const Refusals& refusals_;
  bool production_;
};

}  // namespace grafake::server
