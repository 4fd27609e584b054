#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

#include "server/net/listen_options.h"

namespace grafake::server {

// What the connections of one server share: how requests are answered, the memory for large ones, and whether the
// server is about to stop. Nothing that a handler throws gets out of here. Thread-safe.
class RequestService {
 public:
  RequestService(ListenOptions options, Handler handler, ErrorSink on_exception)
      : options_(std::move(options)), handler_(std::move(handler)), on_exception_(std::move(on_exception)) {}

  [[nodiscard]] Response Answer(const Request& request) const;
  // A response when the request is refused by its head alone.
  [[nodiscard]] std::optional<Response> RefuseUnread(const Request& head) const {
    return Ask(options_.before_body, head);
  }
  // The same of one with too large a body.
  [[nodiscard]] std::optional<Response> RefuseTooLarge(const Request& head) const {
    return Ask(options_.too_large, head);
  }

  [[nodiscard]] const ListenOptions& options() const { return options_; }
  [[nodiscard]] const Limits& limits() const { return options_.limits; }

  [[nodiscard]] ClientMemory& memory() const { return *memory_; }
  void NoteLimit(LimitNotes::Kind kind, std::uint64_t value) const { limit_notes_.Note(kind, value); }

  [[nodiscard]] bool stopping() const { return stopping_; }
  void BeginStop() { stopping_ = true; }

 private:
  [[nodiscard]] std::optional<Response> Ask(const BeforeBody& refuse, const Request& head) const;
  [[nodiscard]] Response Report(const Request& request, std::string_view what) const;

  const ListenOptions options_;
  const Handler handler_;
  const ErrorSink on_exception_;
  const std::shared_ptr<ClientMemory> memory_ =
      options_.memory ? options_.memory : std::make_shared<ClientMemory>(options_.limits);
  mutable LimitNotes limit_notes_{options_.on_limit};
  std::atomic<bool> stopping_{false};
};

}  // namespace grafake::server
