#include "server/config/file_check.h"

#include <gmock/gmock.h>

#include "server/config/ini_parser.h"

namespace grafake::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Said(const std::string& text) {
  const KnownSettings known{
      .defaults = *ParseIni("app_mode = x\n[server]\nhttp_port = 1\ncert_file =\n[auth]\nname = x\n"),
      .toggles = {"serviceAccounts", "tempoSearch"},
      .in_use = {{{"DEFAULT", "app_mode"}, ""}, {{"server", "http_port"}, ""}, {{"auth", "name"}, ""}}};
  std::vector<std::string> sentences;
  for (const Finding& finding : CheckFile(*ParseIni(text), known)) {
    sentences.push_back(std::to_string(finding.line) + ": " + Sentence(finding));
  }
  return sentences;
}

TEST(FileCheckTest, WhatIsInUseIsFine) {
  EXPECT_THAT(Said("app_mode = y\n[server]\nhttp_port = 2\n[feature_toggles]\nenable = tempoSearch, serviceAccounts\n"
                   "serviceAccounts = true\n[metrics.environment_info]\nany = thing\n"),
              IsEmpty());
}

TEST(FileCheckTest, OfALineThatALaterOneReplacesTheLaterIsNamed) {
  EXPECT_THAT(Said("[server]\nhttp_port = 2\n[auth]\nname = x\n[server]\nhttp_port = 3\n"),
              ElementsAre("2: [server] http_port is set again in line 6, so this line has no effect"));
}

TEST(FileCheckTest, MisspeltNamesAreFoundWithALine) {
  EXPECT_THAT(Said("[server]\nhttp_prot = 2\n[servr]\nx = 1\n[feature_toggles]\nenable = serviceAccount\nfoo = true\n"),
              ElementsAre("2: unknown key [server] http_prot; did you mean http_port?",
                          "4: unknown section [servr]; did you mean [server]?",
                          "6: unknown feature toggle serviceAccount; did you mean serviceAccounts?",
                          "7: unknown feature toggle foo"));
}

TEST(FileCheckTest, WhatGrafanaHasAndGrafakeDoesNotUseIsNamed) {
  EXPECT_THAT(Said("[server]\ncert_file = x\n"), ElementsAre("2: [server] cert_file has no effect here"));
}

TEST(FileCheckTest, AChildSectionSetsItsParentsKeys) { EXPECT_THAT(Said("[auth.child]\nname = y\n"), IsEmpty()); }

}  // namespace
}  // namespace grafake::server
