#include "server/control/usual_records.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "server/control/journal.h"
#include "server/control/journal_json.h"
#include "server/domain/base64.h"

namespace grafake::server {
namespace {

constexpr const char* kSomeToken = "glsa_yoAJRYgTJ4sVgzTXRZ3mJm8fxbXGf4p5_8b9a2c71";
constexpr const char* kOtherToken = "glsa_zzAJRYgTJ4sVgzTXRZ3mJm8fxbXGf4p5_1b9a2c72";

// What a journal is told.
struct Said {
  Request request;
  Response response = {.status = 200, .headers = {{"Content-Type", "application/json"}}, .body = R"({"id":1})"};
  std::string token = "known";
  std::string hidden = "";
};

std::shared_ptr<const Principal> Robot(std::string name = "robot") {
  return std::make_shared<const Principal>(
      Principal{.kind = Principal::Kind::kAccount, .org_id = 1, .name = std::move(name)});
}

Said Usual(std::string token = kSomeToken) {
  Said said{.request = {.method = "GET",
                        .path = "/api/org",
                        .headers = {{"Host", "h"}, {"Authorization", "Bearer " + token}, {"X-Any", "hunter2hunter2"}}}};
  said.response.caller = Robot();
  said.response.token_id = 1;
  return said;
}

Said With(void (*change)(Said&)) {
  Said said = Usual();
  change(said);
  return said;
}

JournalRecord Note(Journal& journal, const Said& said) {
  journal.Note({.request = said.request,
                .response = said.response,
                .at = {},
                .took = {},
                .token = said.token,
                .hidden = said.hidden});
  return journal.After(0).records.back();
}

std::string JsonOf(JournalRecord record) {
  record.id = 1;
  JsonWriter writer;
  WriteRecord(writer, record);
  return writer.Take();
}

// Whatever one of them has that another has not.
const std::vector<Said>& AllSaid() {
  static const std::vector<Said> kAll = {
      Usual(),
      Usual(kOtherToken),
      With([](Said& it) { it.request.method = "HEAD"; }),
      With([](Said& it) { it.request.path = "/api/orgs"; }),
      With([](Said& it) { it.request.query = "page=2"; }),
      With([](Said& it) { it.request.query = "password=hunter2hunter2"; }),
      With([](Said& it) { it.request.raw_target = "/api//org"; }),
      With([](Said& it) { it.request.headers[2].value = "hunter3hunter3"; }),
      With([](Said& it) { it.request.headers[2].value = kSomeToken; }),
      With([](Said& it) { it.request.headers[2].name = "X-Other"; }),
      With([](Said& it) { it.request.headers[1].name = "authorization"; }),
      With([](Said& it) { it.request.headers[1].value = "Bearer hunter2hunter2"; }),
      With([](Said& it) { it.request.headers[1].value = "Basic " + EncodeBase64("ada:hunter2hunter2"); }),
      With([](Said& it) {
        it.request.headers[1].value = "Basic " + EncodeBase64("api_key:" + std::string(kSomeToken));
      }),
      With([](Said& it) {
        it.request.headers.push_back({"Authorization", "Bearer hunter2hunter2"});
      }),
      With([](Said& it) {
        it.request.headers.push_back({"Cookie", "grafana_session=hunter2hunter2"});
      }),
      With([](Said& it) {
        it.request.headers.push_back({"X-Long", std::string(9000, 'x')});
      }),
      With([](Said& it) { it.request.headers.pop_back(); }),
      With([](Said& it) { it.request.headers.erase(it.request.headers.begin() + 1); }),
      With([](Said& it) { it.request.body = R"({"password":"hunter2hunter2"})"; }),
      With([](Said& it) { it.request.body = R"({"id":1)"; }),
      With([](Said& it) { it.response.body = R"({"id":2})"; }),
      With([](Said& it) { it.response.body = R"({"name":"x","key":")" + std::string(kSomeToken) + R"("})"; }),
      With([](Said& it) { it.response.body = R"({"x":"hunter2hunter2"})"; }),
      With([](Said& it) { it.response.body = std::string(20'000, 'x'); }),
      With([](Said& it) { it.response.body = ""; }),
      With([](Said& it) { it.response.status = 404; }),
      With([](Said& it) { it.response.headers[0].value = "text/plain"; }),
      With([](Said& it) {
        it.response.headers.push_back({"Set-Cookie", "grafana_session=hunter2hunter2"});
      }),
      With([](Said& it) { it.response.caller = Robot("other"); }),
      With([](Said& it) { it.response.caller = nullptr; }),
      With([](Said& it) { it.response.token_id = 2; }),
      With([](Said& it) { it.response.token_id = 0; }),
      With([](Said& it) { it.token = "other"; }),
      With([](Said& it) { it.hidden = "hunter2hunter2"; }),
  };
  return kAll;
}

TEST(UsualRecordsTest, WhatIsKeptOfAnExchangeDoesNotDependOnThoseBefore) {
  std::vector<std::string> alone;
  for (const Said& said : AllSaid()) {
    Journal fresh;
    alone.push_back(JsonOf(Note(fresh, said)));
  }
  for (const Said& first : AllSaid()) {
    for (std::size_t i = 0; i < alone.size(); ++i) {
      if (first.hidden != AllSaid()[i].hidden) continue;  // a journal has one
      Journal journal;
      (void)Note(journal, first);
      EXPECT_EQ(JsonOf(Note(journal, AllSaid()[i])), alone[i]);
    }
  }
}

TEST(UsualRecordsTest, WhatSaysTheSameIsKeptOnce) {
  Journal journal;
  const JournalRecord first = Note(journal, Usual());
  const JournalRecord second = Note(journal, Usual());
  EXPECT_EQ(second.id, first.id + 1);
  EXPECT_EQ(second.entry, first.entry);
  EXPECT_EQ(second.bodies, first.bodies);
  Journal other;
  EXPECT_NE(Note(other, Usual()).entry, first.entry);
}

TEST(UsualRecordsTest, NothingIsKeptOfWhatShowsASecret) {
  for (const Said& said : AllSaid()) {
    Journal journal;
    const JournalRecord first = Note(journal, said);
    const JournalRecord second = Note(journal, said);
    const std::string kept = JsonOf(first);
    const bool hides = kept.find("<password>") != std::string::npos || kept.find("<cookie>") != std::string::npos ||
                       kept.find("<secret>") != std::string::npos;
    EXPECT_TRUE(!hides || second.entry != first.entry) << kept;
  }
}

}  // namespace
}  // namespace grafake::server
