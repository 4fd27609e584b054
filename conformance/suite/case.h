#pragma once

#include <functional>
#include <string>

#include "conformance/recording.h"

namespace grafake::conformance {

class Session;

// MUST: programs rely on it. SHOULD: the exact form that Grafana gives. OBSERVED: reported, never a failure.
enum class Level { kMust, kShould, kObserved };

[[nodiscard]] std::string NameOf(Level level);

// How a server of a case's own is configured; the shared one has the toggle on and nothing else. "{{dir}}" in the ini
// stands for the directory of the server, where its files are.
struct ServerSettings {
  Variables environment;
  std::string ini;
  Files files = {};

  [[nodiscard]] bool Given() const { return !environment.empty() || !ini.empty() || !files.empty(); }
};

// One promise of the API.
struct Case {
  std::string id;  // "SA-TOKEN-017": subject and number, never used again for another promise
  Level level = Level::kMust;
  std::string requirement;  // one sentence
  std::string releases;     // see Releases
  std::string evidence;     // "tokens/lifecycle 13": a recorded scenario and its step, or a section of a document
  std::function<void(Session&)> body;  // throws what session.h says
  ServerSettings server = {};          // given: a server of its own, started fresh
  std::string disabled = {};           // why it is not run; empty: it is
};

}  // namespace grafake::conformance
