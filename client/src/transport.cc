#include "src/transport.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPBasicCredentials.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>

#include <istream>
#include <ostream>

namespace grafake {
namespace {

constexpr std::size_t kMostIdle = 64;
constexpr std::size_t kLargestBody = std::size_t{64} << 20;

bool OnlyReads(const Call& call) { return call.method == "GET" || call.method == "HEAD"; }

tl::unexpected<Error> Failed(ErrorKind kind, const std::string& message) {
  return tl::unexpected(Error{kind, 0, message});
}

// Before the request has left nothing can have happened; afterwards a writing call may have been carried out.
tl::unexpected<Error> Lost(const Call& call, bool sent, const Poco::Exception& e) {
  const std::string what = call.method + " " + call.path + ": " + e.displayText();
  if (!sent) return Failed(ErrorKind::kNotReached, what);
  if (!OnlyReads(call)) return Failed(ErrorKind::kOutcomeUnknown, what);
  const bool late = dynamic_cast<const Poco::TimeoutException*>(&e) != nullptr;
  return Failed(late ? ErrorKind::kTimedOut : ErrorKind::kNotReached, what);
}

// False when the body is larger than anything Grafana answers.
bool ReadBody(std::istream& stream, std::string& body) {
  char buffer[16384];
  while (stream.read(buffer, sizeof buffer) || stream.gcount() > 0) {
    body.append(buffer, static_cast<std::size_t>(stream.gcount()));
    if (body.size() > kLargestBody) return false;
  }
  return true;
}

}  // namespace

Client::Transport::Transport(ClientOptions options) : options_(std::move(options)) {}

Client::Transport::Session Client::Transport::Connect() const {
  const Poco::URI url(options_.url);
  Session session;
  if (url.getScheme() == "https") {
    const Poco::Net::Context::Ptr context =
        new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, options_.ca_file, Poco::Net::Context::VERIFY_STRICT,
                               9, options_.ca_file.empty());
    session = std::make_unique<Poco::Net::HTTPSClientSession>(url.getHost(), url.getPort(), context);
  } else if (url.getScheme() == "http") {
    session = std::make_unique<Poco::Net::HTTPClientSession>(url.getHost(), url.getPort());
  } else {
    throw Poco::SyntaxException("the URL must begin with http:// or https://", options_.url);
  }
  session->setKeepAlive(true);
  session->setTimeout(Poco::Timespan(options_.timeout.count() * 1000));
  return session;
}

Client::Transport::Session Client::Transport::Take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  Session session = std::move(idle_.back());
  idle_.pop_back();
  return session;
}

void Client::Transport::Keep(Session session) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMostIdle) idle_.push_back(std::move(session));
}

Poco::Net::HTTPRequest Client::Transport::RequestOf(const Call& call) const {
  std::string prefix = Poco::URI(options_.url).getPath();
  while (prefix.ends_with('/')) prefix.pop_back();
  Poco::Net::HTTPRequest request(call.method, prefix + call.path, Poco::Net::HTTPMessage::HTTP_1_1);
  request.set("User-Agent", "grafake-client");
  if (const auto* password = std::get_if<Password>(&options_.credentials)) {
    Poco::Net::HTTPBasicCredentials(password->user, password->password.Reveal()).authenticate(request);
  } else if (const auto* token = std::get_if<AccessToken>(&options_.credentials)) {
    request.set("Authorization", "Bearer " + token->token.Reveal());
  }
  if (options_.org_id != 0) request.set("X-Grafana-Org-Id", std::to_string(options_.org_id));
  if (!call.body.empty()) request.setContentType("application/json");
  request.setContentLength(static_cast<std::streamsize>(call.body.size()));
  return request;
}

Result<Answer> Client::Transport::SendOn(Poco::Net::HTTPClientSession& session, const Call& call) const {
  bool sent = false;
  try {
    Poco::Net::HTTPRequest request = RequestOf(call);
    std::ostream& out = session.sendRequest(request);
    sent = true;
    out << call.body << std::flush;
    Poco::Net::HTTPResponse response;
    Answer answer;
    std::istream& in = session.receiveResponse(response);
    answer.status = response.getStatus();
    if (!ReadBody(in, answer.body))
      return tl::unexpected(Error{ErrorKind::kUnreadable, answer.status, "the body is over 64 MiB"});
    return answer;
  } catch (const Poco::Exception& e) {
    return Lost(call, sent, e);
  }
}

Result<Answer> Client::Transport::Send(const Call& call) try {
  if (Session kept = Take()) {
    auto answer = SendOn(*kept, call);
    if (answer) Keep(std::move(kept));
    // The server may have closed it while it lay idle; only what reads may be sent a second time.
    if (answer || !(OnlyReads(call) || answer.error().kind == ErrorKind::kNotReached)) return answer;
  }
  Session fresh = Connect();
  auto answer = SendOn(*fresh, call);
  if (answer) Keep(std::move(fresh));
  return answer;
} catch (const Poco::Exception& e) {
  return Failed(ErrorKind::kNotReached, e.displayText());
} catch (const std::exception& e) {
  return Failed(ErrorKind::kNotReached, e.what());
}

}  // namespace grafake
