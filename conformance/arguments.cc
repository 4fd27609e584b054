#include "conformance/arguments.h"

#include <Poco/Exception.h>
#include <Poco/NumberParser.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

#include <optional>

namespace grafake::conformance {
namespace {

using Poco::Util::Option;

// The texts are shown by --help of the program, not from here.
Poco::Util::OptionSet Flags() {
  Poco::Util::OptionSet flags;
  for (const char* name :
       {"only", "server", "server-binary", "append-ini", "jobs", "fixtures", "release", "not-yet-passing"}) {
    flags.addOption(Option(name, "").required(false).repeatable(true).argument("VALUE"));
  }
  flags.addOption(Option("verbose", "v").required(false).repeatable(true));
  return flags;
}

struct Given {
  ReplayOptions options;
  std::string fixtures;
  std::string release = "9.0.9";
  std::optional<std::string> not_yet_passing;
};

unsigned Jobs(const std::string& text) {
  unsigned jobs = 0;
  if (!Poco::NumberParser::tryParseUnsigned(text, jobs) || jobs == 0 || jobs > 256)
    throw Poco::InvalidArgumentException("--jobs needs a whole number from 1 to 256, not '" + text + "'");
  return jobs;
}

void Take(Given& given, const std::string& flag, const std::string& value) {
  ReplayOptions& options = given.options;
  if (flag == "only") options.only.push_back(value);
  if (flag == "server") options.server = value;
  if (flag == "server-binary") options.server_binary = value;
  if (flag == "append-ini") options.append_ini = value;
  if (flag == "jobs") options.jobs = Jobs(value);
  if (flag == "fixtures") given.fixtures = value;
  if (flag == "release") given.release = value;
  if (flag == "not-yet-passing") given.not_yet_passing = value;
  if (flag == "verbose") options.verbose = true;
}

Given ReadFlags(const std::vector<std::string>& words, const Defaults& defaults) {
  Given given{.options = {.server_binary = defaults.server_binary, .jobs = defaults.jobs},
              .fixtures = defaults.fixtures};
  const Poco::Util::OptionSet flags = Flags();
  Poco::Util::OptionProcessor processor(flags);
  processor.setUnixStyle(true);
  for (const std::string& word : words) {
    std::string flag;
    std::string value;
    if (!processor.process(word, flag, value)) {
      given.options.only.push_back(word);
    } else if (!flag.empty()) {
      Take(given, flag, value);
    }
  }
  processor.checkRequired();
  return given;
}

}  // namespace

tl::expected<ReplayOptions, std::string> ReadArguments(const std::vector<std::string>& words,
                                                       const Defaults& defaults) try {
  Given given = ReadFlags(words, defaults);
  const std::string list = given.options.server.empty() ? defaults.not_yet_passing : "";
  given.options.not_yet_passing = given.not_yet_passing.value_or(list);
  given.options.recordings = given.fixtures + "/recorded/" + given.release;
  return given.options;
} catch (const Poco::Exception& e) {
  return tl::unexpected(e.displayText());
}

}  // namespace grafake::conformance
