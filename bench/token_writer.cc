#include "bench/token_writer.h"

#include <poll.h>

#include <list>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

namespace grafake::bench {
namespace {

using Place = TokenWriter::Place;

constexpr int kPatienceMilliseconds = 30'000;

// One client: sends a request, and the next one when it has the answer.
class Client {
 public:
  // `created` counts the tokens of all clients, for their names.
  Client(const Place& place, const TokenWriter::Plan& plan, std::size_t& created)
      : place_(place), plan_(plan), created_(created), connection_(place.target) {
    Create();
  }

  // Reads the answer that has come and sends what comes next, unless that is a creation and `ends`.
  void Continue(bool ends) {
    const Answer answer = connection_.Receive();
    if (answer.status != 200)
      throw std::runtime_error("the write of a token was refused: status " + std::to_string(answer.status));
    waits_ = false;
    if (creates_ && plan_.deletes) return Delete(nlohmann::json::parse(answer.body).at("id").dump());
    if (!ends) Create();
  }

  [[nodiscard]] bool waits() const { return waits_; }
  [[nodiscard]] int descriptor() const { return connection_.descriptor(); }

 private:
  void Create() {
    Send(
        {"POST", place_.path, place_.authorization, R"({"name":")" + plan_.names + std::to_string(created_++) + "\"}"});
    creates_ = true;
  }

  void Delete(const std::string& id) {
    Send({"DELETE", place_.path + "/" + id, place_.authorization, ""});
    creates_ = false;
  }

  void Send(const RequestParts& parts) {
    connection_.Send(RequestBytes(place_.target, parts));
    waits_ = true;
  }

  const Place& place_;
  const TokenWriter::Plan& plan_;
  std::size_t& created_;
  Connection connection_;
  bool creates_ = false;
  bool waits_ = false;
};

// Those that have an answer to read; empty when all are done.
std::vector<Client*> Answered(std::list<Client>& clients) {
  std::vector<Client*> waiting;
  std::vector<pollfd> sockets;
  for (Client& client : clients) {
    if (!client.waits()) continue;
    waiting.push_back(&client);
    sockets.push_back({client.descriptor(), POLLIN, 0});
  }
  if (waiting.size() < 2) return waiting;
  if (poll(sockets.data(), sockets.size(), kPatienceMilliseconds) == 0)
    throw std::runtime_error("no answer within 30 s");
  std::vector<Client*> answered;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (sockets[i].revents != 0) answered.push_back(waiting[i]);
  }
  return answered;
}

}  // namespace

Place TokenWriter::PlaceIn(const TargetUrl& target, TokenWorld& world) {
  return {target, "/api/serviceaccounts/" + std::to_string(world.account()) + "/tokens", world.AdminToken()};
}

TokenWriter::TokenWriter(const Place& place, const Plan& plan)
    : running_(std::async(std::launch::async, [this, &place, plan] { return Write(place, plan); })) {}

std::size_t TokenWriter::Write(const Place& place, const Plan& plan) const {
  std::size_t created = 0;
  std::list<Client> clients;
  for (int i = 0; i < plan.clients; ++i) clients.emplace_back(place, plan, created);
  for (auto answered = Answered(clients); !answered.empty(); answered = Answered(clients)) {
    for (Client* client : answered) client->Continue(stop_);
  }
  return created;
}

std::size_t TokenWriter::Finish() {
  stop_ = true;
  return running_.get();
}

}  // namespace grafake::bench
