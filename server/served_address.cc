#include "server/served_address.h"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "server/control/control.h"
#include "server/domain/token_sign_in.h"
#include "server/net/bound_socket.h"

namespace grafake::server {
namespace {

// One world as a server sees it: asked, timed, logged. Lives as long as a request may be under way.
class Front {
 public:
  Front(std::shared_ptr<World> world, const AddressTerms& terms)
      : world_(std::move(world)),
        requests_(terms.log, terms.router_logging, std::string(world_->settings().release->refusals.form.trace_id),
                  world_->name() == World::kMain ? "" : world_->name()),
        control_(terms.control),
        attended_(control_ == nullptr ? nullptr : &ControlledOf(*world_)),
        look_([this](const Request& request, bool caller) { return world_->Look(request, caller); }),
        answer_([this](const Request& request) { return world_->Handle(request); }) {
    if (attended_ != nullptr) attended_->coverage().BeOf(*world_, {control_->settings().label, control_->ended()});
    for (const Lie* lie : terms.lies) Tell(*lie);
  }
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;

  Response Answer(const Request& request) {
    const auto begin = std::chrono::steady_clock::now();
    Response response = AnswerOf(request);
    requests_.Completed(request, response, std::chrono::steady_clock::now() - begin);
    return response;
  }

  std::optional<Response> RefuseUnread(const Request& head) {
    const auto begin = std::chrono::steady_clock::now();
    auto refused = RefusalOf(head);
    if (refused) requests_.Completed(head, *refused, std::chrono::steady_clock::now() - begin);
    return refused;
  }

  Response Fail(const Request& request, std::string_view what) {
    requests_.Broken(request, what);
    if (IsForControl(request)) return ControlRefusal(500, what);
    Response response = world_->Broken();
    if (attended_ != nullptr) attended_->Break(request, response);
    return response;
  }

 private:
  [[nodiscard]] bool IsForControl(const Request& request) const {
    return control_ != nullptr && Control::IsItsPath(request.path);
  }

  [[nodiscard]] Response AnswerOf(const Request& request) {
    if (attended_ == nullptr) return answer_(request);
    return Control::IsItsPath(request.path) ? control_->Answer(*world_, request)
                                            : attended_->Attend(request, answer_, look_);
  }

  [[nodiscard]] std::optional<Response> RefusalOf(const Request& head) {
    if (attended_ == nullptr) return world_->RefuseUnread(head);
    if (Control::IsItsPath(head.path)) return control_->RefuseUnread(head);
    return attended_->AttendUnread(
        head, [this](const Request& request) { return world_->RefuseUnread(request); }, look_);
  }

  void Tell(const Lie& lie) {
    const Release& release = *world_->settings().release;
    if (!lie.tell || !lie.CanBeToldOf(release)) return;
    answer_ = [tell = lie.tell, truth = std::move(answer_), &release](const Request& request) {
      return tell(request, {truth, release});
    };
  }

  const std::shared_ptr<World> world_;
  RequestLog requests_;
  Control* const control_;
  Controlled* const attended_;  // of the world; null without control
  const Faults::Look look_;
  Answerer answer_;
};

}  // namespace

std::string ServedAddress::url() const {
  if (!options_.unix_socket.empty()) return "http+unix://" + std::filesystem::absolute(options_.unix_socket).string();
  const std::string& address = options_.address;
  const bool any = address.empty() || address == "0.0.0.0" || address == "::";
  const bool v6 = address.find(':') != std::string::npos;
  const std::string host = any ? "127.0.0.1" : v6 ? "[" + address + "]" : address;
  return (options_.tls ? "https://" : "http://") + host + ":" + std::to_string(port()) + "/";
}

std::uint16_t ServedAddress::port() const {
  if (server_ != nullptr) return server_->port();
  return options_.bound ? options_.bound->port() : options_.port;
}

void ServedAddress::Serve(std::shared_ptr<World> world) try {
  options_.clock = [clock = world->settings().clock] { return std::time_t(UnixSeconds(clock())); };
  // Those that wait for a derivation must not keep the others from a thread.
  if (world->settings().tokens.hash == TokenHash::kPbkdf2) options_.max_threads = 2 * TokenSignIn::kMostWaiting;
  if (terms_.control != nullptr) options_.max_threads += WaitingPlaces::kMost;
  const auto front = std::make_shared<Front>(std::move(world), terms_);
  options_.before_body = [front](const Request& head) { return front->RefuseUnread(head); };
  server_ = std::make_unique<SocketServer>(
      options_, [front](const Request& request) { return front->Answer(request); },
      [front](const Request& request, std::string_view what) { return front->Fail(request, what); }, terms_.threads());
  options_.before_body = {};  // or this would keep the world
} catch (const std::runtime_error& e) {
  throw NoAddress(e.what());
}

}  // namespace grafake::server
