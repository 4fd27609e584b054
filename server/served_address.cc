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
#include "server/net/memory_return.h"
#include "server/net/response_writer.h"

namespace grafake::server {
namespace {

// Of which so much is made meanwhile that it is worth giving back.
constexpr std::size_t kLargeBody = std::size_t{256} << 10;

// One world as a server sees it: asked, timed, logged. Lives as long as a request may be under way.
class Front final : public Answering {
 public:
  // `path`: below which it is reached, without '/' at its end.
  Front(std::shared_ptr<World> world, const AddressTerms& terms, std::string path = "")
      : world_(std::move(world)),
        path_(std::move(path)),
        below_(world_->name() == World::kMain ? terms.below : nullptr),
        requests_(terms.log, terms.router_logging, std::string(world_->settings().release->refusals.form.trace_id),
                  world_->name() == World::kMain ? "" : world_->name(),
                  terms.control == nullptr ? "" : terms.control->settings().token,
                  world_->settings().authentication.jwt.header),
        control_(terms.control),
        attended_(control_ == nullptr ? nullptr : FindControlled(*world_)),
        look_([this](const Request& request, bool caller) { return world_->Look(request, caller); }),
        answer_([this](const Request& request) { return world_->Handle(request); }) {
    if (attended_ != nullptr) {
      attended_->BeOf(*world_, {control_->settings().label, control_->ended(), control_->settings().token,
                                [&worlds = control_->worlds()] { return worlds.All(); }});
    }
    for (const Lie* lie : terms.lies) Tell(*lie);
  }

  Response Answer(const Request& request) override {
    if (const auto other = Below(request)) return other->Answer(request);
    const auto begin = std::chrono::steady_clock::now();
    Response response = AnswerOf(request);
    if (request.body.size() >= kLargeBody) ReturnMemory();
    TellTime(response);
    requests_.Completed(request, response, std::chrono::steady_clock::now() - begin);
    return response;
  }

  std::optional<Response> RefuseUnread(const Request& head) override {
    if (const auto other = Below(head)) return other->RefuseUnread(head);
    const auto begin = std::chrono::steady_clock::now();
    auto refused = RefusalOf(head);
    if (refused) TellTime(*refused);
    if (refused) requests_.Completed(head, *refused, std::chrono::steady_clock::now() - begin);
    return refused;
  }

  std::optional<Response> RefuseTooLarge(const Request& head, std::size_t most) override {
    if (const auto other = Below(head)) return other->RefuseTooLarge(head, most);
    if (attended_ == nullptr || !IsItsPath(head)) return std::nullopt;
    const auto refused = control_->RefuseUnread(*world_, path_.empty() ? head : WithoutPath(head));
    return refused ? *refused
                   : ControlRefusal(413, "the body has more than " + std::to_string(most) +
                                             " bytes, which is [grafake] max_body_bytes");
  }

  Response Fail(const Request& request, std::string_view what) override {
    if (const auto other = Below(request)) return other->Fail(request, what);
    requests_.Broken(request, what);
    if (IsForControl(request)) return ControlRefusal(500, what);
    Response response = world_->Broken();
    if (attended_ != nullptr) attended_->Break(request, response);
    return response;
  }

 private:
  [[nodiscard]] bool IsForControl(const Request& request) const { return control_ != nullptr && IsItsPath(request); }

  // Of another world, whose path this is; null: nobody's.
  [[nodiscard]] std::shared_ptr<Answering> Below(const Request& request) const {
    const bool maybe = below_ != nullptr && request.path.starts_with(PathWorlds::kBelow);
    return maybe ? below_->Find(request.path) : nullptr;
  }

  [[nodiscard]] bool IsItsPath(const Request& request) const {
    return request.path.starts_with(path_) && Control::IsItsPath(std::string_view(request.path).substr(path_.size()));
  }

  // As control knows it.
  [[nodiscard]] Request WithoutPath(Request request) const {
    request.path.erase(0, path_.size());
    return request;
  }

  [[nodiscard]] Response AnswerOf(const Request& request) {
    if (attended_ == nullptr) return answer_(request);
    if (!IsItsPath(request)) return attended_->Attend(request, answer_, look_);
    return control_->Answer(*world_, path_.empty() ? request : WithoutPath(request));
  }

  // The listener's is the main world's.
  void TellTime(Response& response) const {
    if (!path_.empty()) response.SetHeader("Date", std::string(HttpDate().At(UnixSeconds(world_->settings().clock()))));
  }

  [[nodiscard]] std::optional<Response> RefusalOf(const Request& head) {
    if (attended_ == nullptr) return world_->RefuseUnread(head);
    if (IsItsPath(head)) return control_->RefuseUnread(*world_, path_.empty() ? head : WithoutPath(head));
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
  const std::string path_;
  const PathWorlds* const below_;  // null: there is nobody below its path
  RequestLog requests_;
  Control* const control_;
  Controlled* const attended_;  // of the world; null without control
  const Faults::Look look_;
  Answerer answer_;
};

}  // namespace

std::shared_ptr<Answering> AnswerBelow(std::shared_ptr<World> world, const AddressTerms& terms, std::string path) {
  return std::make_shared<Front>(std::move(world), terms, std::move(path));
}

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
  options_.too_large = [front, most = options_.limits.body](const Request& head) {
    return front->RefuseTooLarge(head, most);
  };
  server_ = std::make_unique<SocketServer>(
      options_, [front](const Request& request) { return front->Answer(request); },
      [front](const Request& request, std::string_view what) { return front->Fail(request, what); }, terms_.threads());
  options_.before_body = options_.too_large = {};  // or these would keep the world
} catch (const std::runtime_error& e) {
  throw NoAddress(e.what());
}

}  // namespace grafake::server
