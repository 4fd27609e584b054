#include "conformance/commands/flags.h"

#include <Poco/Exception.h>
#include <Poco/NumberParser.h>
#include <Poco/Util/Option.h>
#include <Poco/Util/OptionProcessor.h>
#include <Poco/Util/OptionSet.h>

#include "conformance/interruption.h"

namespace grafake::conformance {
namespace {

using Poco::Util::Option;
using Poco::Util::OptionSet;

OptionSet Known(const std::vector<std::string>& valued, const std::vector<std::string>& switches) {
  OptionSet known;
  for (const std::string& name : valued)
    known.addOption(Option(name, "").required(false).repeatable(true).argument("VALUE"));
  for (const std::string& name : switches) {
    const auto comma = name.find(',');
    const std::string letter = comma == std::string::npos ? "" : name.substr(comma + 1);
    Option option(name.substr(0, comma), letter);
    if (name.ends_with('=')) option = Option(name.substr(0, name.size() - 1), "").argument("VALUE", false);
    known.addOption(option.required(false).repeatable(true));
  }
  return known;
}

}  // namespace

std::string Flags::Value(const std::string& name, const std::string& otherwise) const {
  const auto found = values.find(name);
  return found == values.end() ? otherwise : found->second;
}

tl::expected<Flags, std::string> ReadFlags(const std::vector<std::string>& words,
                                           const std::vector<std::string>& valued,
                                           const std::vector<std::string>& switches) try {
  Flags flags;
  const OptionSet known = Known(valued, switches);
  Poco::Util::OptionProcessor processor(known);
  processor.setUnixStyle(true);
  for (const std::string& word : words) {
    std::string name;
    std::string value;
    if (!processor.process(word, name, value)) {
      flags.only.push_back(word);
    } else if (name == "only") {
      flags.only.push_back(value);
    } else if (!name.empty()) {
      flags.values[name] = value;
    }
  }
  processor.checkRequired();
  return flags;
} catch (const Poco::Exception& e) {
  return tl::unexpected(e.displayText());
}

tl::expected<unsigned, std::string> ReadJobs(const std::string& text) {
  unsigned jobs = 0;
  if (!Poco::NumberParser::tryParseUnsigned(text, jobs) || jobs == 0 || jobs > 256)
    return tl::unexpected("--jobs needs a whole number from 1 to 256, not '" + text + "'");
  return jobs;
}

tl::expected<unsigned, std::string> ReadNumber(const Flags& flags, const std::string& name, unsigned otherwise,
                                               unsigned most) {
  if (!flags.Has(name)) return otherwise;
  unsigned number = 0;
  if (Poco::NumberParser::tryParseUnsigned(flags.Value(name), number) && number <= most) return number;
  return tl::unexpected("--" + name + " needs a whole number from 0 to " + std::to_string(most) + ", not '" +
                        flags.Value(name) + "'");
}

tl::expected<std::chrono::seconds, std::string> ReadTimeLimit(const Flags& flags) {
  return ReadNumber(flags, "time-limit", unsigned{kUsualTimeLimit.count()}, 24 * 60).map([](unsigned minutes) {
    return std::chrono::seconds(std::chrono::minutes(minutes));
  });
}

}  // namespace grafake::conformance
