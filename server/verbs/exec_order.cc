#include "server/verbs/exec_order.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/domain/roles.h"

namespace grafake::server {
namespace {

// Takes exec's own flags out of the server's, however many dashes they begin with.
class FlagTaker {
 public:
  explicit FlagTaker(std::vector<std::string>& flags) : flags_(flags) {}

  // "--name"; true when it is there.
  bool Take(const std::string& name) {
    return std::erase_if(flags_, [&](const std::string& flag) { return NameOfFlag(flag) == name; }) != 0;
  }

  // "--name VALUE" or "--name=VALUE", the last one; nothing when it is not there. What lacks its value is noted.
  std::optional<std::string> TakeValue(const std::string& name) {
    std::optional<std::string> value;
    for (auto flag = flags_.begin(); flag != flags_.end();) {
      const std::string found = NameOfFlag(*flag);
      if (found.starts_with(name + "=")) {
        value = found.substr(name.size() + 1);
      } else if (found != name) {
        ++flag;
        continue;
      } else if (flag = flags_.erase(flag); flag == flags_.end()) {
        lacks_ = name;
        return value;
      } else {
        value = *flag;
      }
      flag = flags_.erase(flag);
    }
    return value;
  }

  [[nodiscard]] const std::string& lacks() const { return lacks_; }  // the flag without a value; empty: none

 private:
  static std::string NameOfFlag(const std::string& flag) {
    const auto begin = flag.find_first_not_of('-');
    return flag.starts_with('-') && begin != std::string::npos ? flag.substr(begin) : "";
  }

  std::vector<std::string>& flags_;
  std::string lacks_;
};

tl::expected<void, std::string> TakeFlags(ExecOrder& order) {
  FlagTaker flags(order.flags);
  order.strict = flags.Take("strict");
  order.keep_alive = flags.Take("keep-alive-on-failure");
  order.token_role = flags.TakeValue("token-role").value_or(order.token_role);
  order.coverage = flags.TakeValue("coverage").value_or("");
  order.har = flags.TakeValue("har").value_or("");
  const auto fidelity = flags.TakeValue("min-fidelity");
  if (!flags.lacks().empty()) return tl::unexpected("--" + flags.lacks() + " needs a value");
  if (!ParseRole(order.token_role))
    return tl::unexpected("--token-role is \"" + order.token_role + "\"; say Viewer, Editor or Admin");
  if (fidelity && *fidelity != "recorded" && *fidelity != "documented")
    return tl::unexpected("--min-fidelity is \"" + *fidelity + "\"; say recorded or documented");
  order.recorded_only = fidelity == "recorded";
  return {};
}

}  // namespace

tl::expected<ExecOrder, std::string> ReadExecOrder(const std::vector<std::string>& words) {
  const auto end = std::ranges::find(words, "--");
  if (end == words.end() || end + 1 == words.end())
    return tl::unexpected(std::string("say -- and the command behind the flags: grafake exec -- COMMAND …"));
  ExecOrder order{.flags = {words.begin(), end}, .command = {end + 1, words.end()}};
  if (auto taken = TakeFlags(order); !taken) return tl::unexpected(std::move(taken.error()));
  return order;
}

}  // namespace grafake::server
