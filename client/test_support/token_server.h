#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "src/request.h"
#include "test_support/misbehaving_server.h"
#include "test_support/test_client.h"

namespace grafake {

// What happens to a request.
enum class Fate {
  kAnswered,
  kLostBefore,  // the connection ends, and nothing was done
  kLostAfter,   // it is done, and the connection ends
  kLate,        // the connection ends, and it is done just before the next creation
  kGarbled,     // it is done, and the answer cannot be read
  kRefused,     // 403
};

// How a release says no.
struct Refusals {
  std::string release;
  int taken_status;
  std::string taken;
  int missing_status;
  std::string missing;

  friend void PrintTo(const Refusals& refusals, std::ostream* out) { *out << refusals.release; }
};

inline const Refusals kOld{"9.0.9", 409,
                           R"({"message":"service account token new already exists in the organization"})", 404,
                           R"({"message":"Failed to delete API key","traceID":"00000000000000000000000000000000"})"};
inline const Refusals kMiddle{
    "9.3.2", 409, R"({"message":"service account token with given name already exists in the organization"})", 500,
    R"({"message":"Failed to delete service account token","traceID":""})"};
inline const Refusals kCurrent{
    "12.4", 400,
    R"({"statusCode":400,"messageId":"serviceaccounts.ErrTokenAlreadyExists","message":"service account token with given name already exists in the organization"})",
    404,
    R"({"statusCode":404,"messageId":"serviceaccounts.ErrTokenNotFound","message":"service account token not found"})"};

// The fates of the requests of each kind, in order; those beyond are answered.
struct Fates {
  std::vector<Fate> lists, creations, deletions;
};

// The token routes of an account, on a real socket.
class TokenServer {
 public:
  explicit TokenServer(Refusals refusals, Fates fates = {}, std::function<void(const std::string&)> watch = {})
      : refusals_(std::move(refusals)), fates_(std::move(fates)), watch_(std::move(watch)) {}

  int Add(const std::string& name) { return tokens_[++last_id_] = name, last_id_; }
  void AddElsewhere(const std::string& name) { elsewhere_.push_back(name); }

  [[nodiscard]] std::map<int, std::string> tokens() const {
    const std::lock_guard lock(mutex_);
    return tokens_;
  }
  [[nodiscard]] std::string methods() const {
    std::string text;
    for (const std::string& request : server_.requests()) text += request.substr(0, request.find(' ')) + " ";
    return text;
  }
  [[nodiscard]] std::string url() const { return server_.url(); }
  [[nodiscard]] Client MakeClient() const { return ClientOf(server_); }
  [[nodiscard]] static std::string SecretOf(std::int64_t id) { return "glsa_" + std::to_string(id); }

 private:
  struct Answer {
    int status;
    std::string body;
  };

  void Serve(Visit& visit) {
    for (std::string request = visit.Request(); !request.empty(); request = visit.Request()) {
      const std::lock_guard lock(mutex_);
      if (watch_) watch_(request);
      if (!Meet(NextFate(request), request, visit)) return;
    }
  }

  // False when the connection has ended.
  bool Meet(Fate fate, const std::string& request, Visit& visit) {
    if (fate == Fate::kLate) late_.push_back(request);
    if (fate == Fate::kLostAfter) static_cast<void>(Do(request));
    if (fate == Fate::kLate || fate == Fate::kLostAfter || fate == Fate::kLostBefore) return visit.Reset(), false;
    const Answer answer = fate == Fate::kRefused ? Answer{403, R"({"message":"Permission denied"})"} : Do(request);
    visit.Answer(answer.status, fate == Fate::kGarbled ? "<html>" : answer.body);
    return true;
  }

  Fate NextFate(const std::string& request) {
    std::vector<Fate>& fates = request.starts_with("GET")    ? fates_.lists
                               : request.starts_with("POST") ? fates_.creations
                                                             : fates_.deletions;
    if (fates.empty()) return Fate::kAnswered;
    const Fate fate = fates.front();
    fates.erase(fates.begin());
    return fate;
  }

  Answer Do(const std::string& request) {
    if (request.starts_with("GET")) return List();
    if (request.starts_with("DELETE")) return Delete(std::stoi(request.substr(request.find("tokens/") + 7)));
    for (const std::string& late : std::exchange(late_, {})) static_cast<void>(Create(late));
    return Create(request);
  }

  Answer Create(const std::string& request) {
    const auto name = Json::parse(request.substr(request.find("\r\n\r\n") + 4)).at("name").get<std::string>();
    const auto has_name = [&](const auto& token) { return token.second == name; };
    if (std::ranges::any_of(tokens_, has_name) || std::ranges::count(elsewhere_, name) > 0)
      return {refusals_.taken_status, refusals_.taken};
    Add(name);
    return {200, Json{{"id", last_id_}, {"name", name}, {"key", SecretOf(last_id_)}}.dump()};
  }

  Answer Delete(int id) {
    if (tokens_.erase(id) == 0) return {refusals_.missing_status, refusals_.missing};
    return {200, R"({"message":"API key deleted"})"};
  }

  Answer List() {
    Json list = Json::array();
    for (const auto& [id, name] : tokens_) list.push_back({{"id", id}, {"name", name}});
    return {200, list.dump()};
  }

  Refusals refusals_;
  Fates fates_;
  std::function<void(const std::string&)> watch_;
  mutable std::mutex mutex_;
  int last_id_ = 0;
  std::map<int, std::string> tokens_;
  std::vector<std::string> elsewhere_, late_;
  MisbehavingServer server_{[this](Visit& visit) { Serve(visit); }};  // last: it calls into the rest
};

}  // namespace grafake
