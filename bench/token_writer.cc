#include "bench/token_writer.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace grafake::bench {
namespace {

std::string Answered(Connection& connection, const TargetUrl& target, const RequestParts& parts) {
  Answer answer = connection.Exchange(RequestBytes(target, parts));
  if (answer.status != 200) throw std::runtime_error(parts.method + " of a token was refused: " + answer.body);
  return std::move(answer.body);
}

}  // namespace

TokenWriter::Place TokenWriter::PlaceIn(const TargetUrl& target, TokenWorld& world) {
  return {target, "/api/serviceaccounts/" + std::to_string(world.account()) + "/tokens", world.AdminToken()};
}

TokenWriter::TokenWriter(const Place& place, std::string name, bool deletes)
    : running_(std::async(std::launch::async,
                          [this, &place, name = std::move(name), deletes] { return Write(place, name, deletes); })) {}

std::size_t TokenWriter::Write(const Place& place, const std::string& name, bool deletes) const {
  Connection connection(place.target);
  std::size_t made = 0;
  for (; !stop_; ++made) {
    const std::string body = R"({"name":")" + name + std::to_string(made) + "\"}";
    const std::string answer = Answered(connection, place.target, {"POST", place.path, place.authorization, body});
    if (!deletes) continue;
    const std::string id = nlohmann::json::parse(answer).at("id").dump();
    (void)Answered(connection, place.target, {"DELETE", place.path + "/" + id, place.authorization, ""});
  }
  return made;
}

std::size_t TokenWriter::Finish() {
  stop_ = true;
  return running_.get();
}

}  // namespace grafake::bench
