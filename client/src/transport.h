#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/URI.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "grafake/client.h"

namespace grafake {

// What a call asks for, before it is HTTP.
struct Call {
  std::string method;
  std::string path;  // "/api/…", behind the sub-path of the URL
  std::string body;  // JSON; empty: none
};

struct Answer {
  int status = 0;
  std::string body;
};

// Sends calls over connections that it keeps. Thread-safe.
class Client::Transport {
 public:
  explicit Transport(ClientOptions options);

  // The answer, whatever its status. A call that only reads is sent once more when a kept connection turns out dead.
  [[nodiscard]] Result<Answer> Send(const Call& call);

 private:
  using Session = std::unique_ptr<Poco::Net::HTTPClientSession>;

  [[nodiscard]] Session Take();
  void Keep(Session session);
  [[nodiscard]] Session Connect() const;
  [[nodiscard]] Poco::Net::HTTPRequest RequestOf(const Call& call) const;
  [[nodiscard]] Result<Answer> SendOn(Poco::Net::HTTPClientSession& session, const Call& call) const;

  ClientOptions options_;
  Poco::Net::Context::Ptr tls_;
  std::mutex mutex_;
  std::vector<Session> idle_;
};

}  // namespace grafake
