#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conformance/suite/case.h"
#include "conformance/suite/conversation.h"
#include "conformance/suite/ledger.h"
#include "conformance/suite/release.h"
#include "conformance/target.h"

namespace grafake::conformance {

// What a target may lack.
enum class Feature {
  kAccounts,
  kServerAdmin,
  kPerson,  // the administrator is a user, not a token
  kRbac,
  kNoStrangers,   // callers without credentials are refused: no anonymous access
  kPlainAnswers,  // app_mode is production and nothing is traced, which shows in every error
};

// The target as a worker knows it.
struct Setting {
  Endpoint endpoint;
  std::string admin;  // "user:password"
  std::string run;    // part of every name
  Release release;
  std::int64_t org = 1;                    // the administrator's current one
  std::set<Feature> missing;               // known to be lacking
  Json settings;                           // what the target tells of its configuration, by section and key
  const TargetCommand* command = nullptr;  // how to start a server of a case's own; none when attached
  std::filesystem::path directory;         // for such servers
  Ledger* ledger = nullptr;
};

struct Account {
  std::int64_t id = 0;
  std::string name;
  std::string login;

  [[nodiscard]] std::string Path(const std::string& rest = "") const {
    return "/api/serviceaccounts/" + std::to_string(id) + rest;
  }
};

// A token or an API key.
struct Token {
  std::int64_t id = 0;
  std::string name;
  std::string key;

  [[nodiscard]] std::string Who() const { return "bearer:" + key; }
};

struct Person {
  std::int64_t id = 0;
  std::string login;
  std::string password;

  [[nodiscard]] std::string Who() const { return login + ":" + password; }
};

// One case's stay at its target: requests, things to work with, and their removal. Set-up that fails throws Blocked.
class Session {
 public:
  // Starts the server that the case asks for, if it does; throws Unsupported when none can be started.
  Session(const Case& test, const Setting& setting);

  Reply Send(const OutgoingRequest& request);
  Reply Get(const std::string& target) { return Get(target, admin_); }
  Reply Get(const std::string& target, const std::string& who) { return Send({"GET", target, who}); }
  Reply Post(const std::string& target, const Json& body) { return Post(target, body, admin_); }
  Reply Post(const std::string& target, const Json& body, const std::string& who);
  Reply Put(const std::string& target, const Json& body) { return Put(target, body, admin_); }
  Reply Put(const std::string& target, const Json& body, const std::string& who);
  Reply Patch(const std::string& target, const Json& body) { return Patch(target, body, admin_); }
  Reply Patch(const std::string& target, const Json& body, const std::string& who);
  Reply Delete(const std::string& target) { return Delete(target, admin_); }
  Reply Delete(const std::string& target, const std::string& who) { return Send({"DELETE", target, who}); }
  // A body as it is, as the administrator.
  Reply PostRaw(const std::string& target, const std::string& body, const HeaderMap& headers = {});
  // GET until the answer is so; see Conversation::Await.
  Reply AwaitGet(const std::string& target, const std::string& who, const AnswerMatcher& matcher,
                 std::source_location where = std::source_location::current());

  // Notes a failure unless it holds.
  void Expect(bool holds, const std::string& expected, const std::string& got,
              std::source_location where = std::source_location::current());

  // Notes that a call, not made by this session, was not as it should be.
  void Note(const std::string& call, const std::string& expected, const std::string& got,
            std::source_location where = std::source_location::current()) {
    conversation_.Note(call, expected, got, where);
  }
  // Notes that a call to change something, not made by this session, was answered 500.
  void NoteNonsense() { conversation_.NoteNonsense(); }
  void NoteFailedWrite(const std::string& call) { conversation_.NoteFailedWrite(call); }
  // Throws Unsupported when this refusal is one that the target's configuration asks for.
  void CheckConfigured(int status, const std::string& message) const;
  // Says that somebody else will make such a thing for this case: "account", "key", "user", "org" or "team". It is
  // removed at the end, found by its name.
  void Announce(const std::string& kind, const std::string& name, std::int64_t org = 0);

  Account NewAccount(const std::string& role = "", std::int64_t org = 0);
  Token NewToken(const Account& account, std::int64_t seconds = 0, std::int64_t org = 0);
  Token NewKey(const std::string& role, std::int64_t seconds = 0);
  Person NewPerson(const std::string& role = "Viewer", std::int64_t org = 0);
  std::int64_t NewOrg();
  std::int64_t NewTeam();

  // A name of this case's own: no other run or case has it.
  [[nodiscard]] std::string Name(const std::string& hint) const { return prefix_ + hint; }
  [[nodiscard]] const std::string& admin() const { return admin_; }
  [[nodiscard]] std::int64_t org() const { return org_; }
  [[nodiscard]] const Release& release() const { return setting_.release; }
  // Throws Unsupported when the target lacks it.
  void Require(Feature feature) const;
  // The same when the target is configured in another way.
  void RequireSetting(const std::string& section, const std::string& key, const std::string& value) const;

  // Stops the case's own server and starts it on the same data, with other settings if given.
  void Restart();
  void Restart(const ServerSettings& settings);

  // Writes or removes files of the case's own server while it runs.
  void Write(const Files& files) const;

  // Removes what was made, the last first; says what could not be.
  [[nodiscard]] std::vector<std::string> Clean();
  [[nodiscard]] const Conversation& conversation() const { return conversation_; }
  [[nodiscard]] std::string ServerLog() const { return own_ ? own_->LastLines() : ""; }

 private:
  void StartOwn(const ServerSettings& settings);
  Reply SendTo(const OutgoingRequest& request, const std::optional<Made>& made);
  void TakeIn(Made made, const RecordedAnswer& answer);
  void TakeOut(const OutgoingRequest& request);
  void CheckSupported(const OutgoingRequest& request) const;
  void CheckOrgOfNew(const std::string& target) const;
  // A setting of the target; `usual` when it does not tell.
  [[nodiscard]] std::string Configured(const std::string& section, const std::string& key,
                                       const std::string& usual) const;
  [[nodiscard]] std::string Fresh(const std::string& hint) { return Name(hint + std::to_string(++names_)); }
  [[nodiscard]] OutgoingRequest In(std::int64_t org, OutgoingRequest request) const;

  Setting setting_;
  std::string prefix_;
  std::string admin_;
  std::int64_t org_;
  std::filesystem::path own_directory_;
  std::unique_ptr<Target> own_;
  ServerSettings settings_;
  Conversation conversation_;
  std::vector<Made> made_;
  int names_ = 0;
};

}  // namespace grafake::conformance
