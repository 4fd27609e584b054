// Targets that are no Grafana, or whose answers have other types than Grafana's: a run says which call answered what,
// and is not green.
#include <gmock/gmock.h>

#include <fstream>

#include "conformance/json_text.h"
#include "conformance/trial/answering_server.h"
#include "conformance/trial/suite_run.h"
#include "conformance/trial/target_of_others.h"

namespace grafake::conformance {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string UrlOf(const AnsweringServer& server) { return "http://127.0.0.1:" + std::to_string(server.port()); }

struct Stranger {
  const char* name;
  RecordedAnswer answer;
  const char* told;
};

void PrintTo(const Stranger& stranger, std::ostream* out) { *out << stranger.name; }

class StrangerTest : public testing::TestWithParam<Stranger> {};

TEST_P(StrangerTest, IsNoTarget) {
  const AnsweringServer server([](const OutgoingRequest&) { return GetParam().answer; });
  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--release", "9.0"}}) {
    SuiteRun run;
    std::vector<std::string> words = {"run", "--url", UrlOf(server), "--user", "admin:admin", "SA-ACC-001"};
    words.insert(words.end(), more.begin(), more.end());
    const int code = run.Run(words);
    const bool bare = std::string(GetParam().name) == "EmptyObjects" && !more.empty();  // it may be anything
    EXPECT_EQ(code, bare ? 1 : 5) << run.Output();
    if (!bare) {
      EXPECT_THAT(run.Output(), AllOf(HasSubstr(GetParam().told), HasSubstr("is there a Grafana at this URL")));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Strangers, StrangerTest,
    testing::Values(Stranger{"EmptyObjects", {200, {}, "{}"}, "it answered 200 {}"},
                    Stranger{"Failures", {500, {}, "broken"}, "it answered 500 broken"},
                    Stranger{"Lists", {200, {}, "[]"}, "it answered 200 []"},
                    Stranger{"Pages", {200, {}, "<html>"}, "it answered 200 <html>"},
                    Stranger{"Redirects", {302, {{"Location", "/login"}}, ""}, "302, which leads to /login"}),
    [](const auto& stranger) { return stranger.param.name; });

// What is done to each value of each answer of a server that keeps all promises.
struct Change {
  const char* name;
  ReplaceValue change;
  const char* told;  // by the probe; empty: it does not look at such values
};

void PrintTo(const Change& change, std::ostream* out) { *out << change.name; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::string> Quoted(const JsonValue& value) {
  const bool number = IsDigit(value.bytes.front()) || value.bytes.front() == '-';
  return number ? std::optional("\"" + std::string(value.bytes) + "\"") : std::nullopt;
}

std::optional<std::string> Numbered(const JsonValue& value) {
  return value.bytes.front() == '"' ? std::optional<std::string>("7") : std::nullopt;
}

std::optional<std::string> TruthAsText(const JsonValue& value) {
  return value.bytes == "true" || value.bytes == "false" ? std::optional<std::string>("\"yes\"") : std::nullopt;
}

std::optional<std::string> ListInObject(const JsonValue& value) {
  return value.bytes.front() == '[' && value.bytes.size() > 2 ? std::optional<std::string>(R"({"a":[1]})")
                                                              : std::nullopt;
}

std::optional<std::string> ObjectInList(const JsonValue& value) {
  return value.bytes.front() == '{' ? std::optional<std::string>("[1]") : std::nullopt;
}

std::optional<std::string> Nothing(const JsonValue& value) {
  const char first = value.bytes.front();
  return first == '{' || first == '[' ? std::nullopt : std::optional<std::string>("null");
}

class OddTypesTest : public testing::TestWithParam<Change> {};

TEST_P(OddTypesTest, ACallIsNamedAndNoLibrary) {
  SuiteRun run;
  const TargetOfOthers target(run.directory() / "target", {{"GF_FEATURE_TOGGLES_ENABLE", "serviceAccounts"}}, "");
  const AnsweringServer odd([&](const OutgoingRequest& request) {
    auto answer = Send(target.port(), request).value_or(RecordedAnswer{500, {}, ""});
    if (request.target != "/api/health") answer.body = WithValuesReplaced(answer.body, GetParam().change);
    return answer;
  });
  const int code = run.Run({"run", "--url", UrlOf(odd), "--user", "admin:admin", "SA-ACC", "SA-TOKEN-00?", "USER-00?",
                            "TEAM-00?", "KEY-00?", "CLIENT-00?"});
  EXPECT_EQ(code, *GetParam().told == '\0' ? 1 : 5) << run.Output();
  EXPECT_THAT(run.Output(), AllOf(HasSubstr(GetParam().told), Not(HasSubstr("exception")), Not(HasSubstr("HARNESS"))));
}

INSTANTIATE_TEST_SUITE_P(Changes, OddTypesTest,
                         testing::Values(Change{"Numbers", Quoted, "GET /api/org answered \"1\" at /id"},
                                         Change{"Texts", Numbered, "GET /api/admin/settings answered 7 at"},
                                         Change{"Truths", TruthAsText, "GET /api/user answered \"yes\" at"},
                                         Change{"Nulls", Nothing, "GET /api/org answered null at /id"},
                                         Change{"Lists", ListInObject, ""},
                                         Change{"Objects", ObjectInList, "GET /api/org by the administrator"}),
                         [](const auto& change) { return change.param.name; });

// A list that cannot be had says nothing about what is there.
TEST(OddSweepTest, WithoutListsNothingIsGone) {
  const AnsweringServer server([](const OutgoingRequest& request) -> RecordedAnswer {
    if (request.target == "/api/health") return {200, {}, R"({"version":"9.0.9"})"};
    if (request.target == "/api/org") return {200, {}, R"({"id":1})"};
    return {500, {}, "broken"};
  });
  SuiteRun sweep;
  EXPECT_EQ(sweep.Run({"sweep", "--url", UrlOf(server), "--user", "admin:admin", "--run", "all"}), 1);
  EXPECT_THAT(sweep.Output(), HasSubstr("answered no list: 500 broken"));
  SuiteRun ledgers;
  std::filesystem::create_directories(ledgers.ledgers());
  std::ofstream(ledgers.ledgers() / "a.jsonl")
      << R"({"event":"run","url":")" << UrlOf(server) << "\"}\n"
      << R"({"event":"asked","kind":"account","name":"cf-0123abcd-left","org":1,"id":0})"
      << "\n";
  EXPECT_EQ(ledgers.Run({"sweep", "--url", UrlOf(server), "--user", "admin:admin", "--ledger", ledgers.ledgers()}), 1);
  EXPECT_THAT(ledgers.Output(), HasSubstr("could not be removed: account cf-0123abcd-left"));
  EXPECT_EQ(ledgers.ThingsInLedgers(), 1U);
}

}  // namespace
}  // namespace grafake::conformance
