#include "bench/load_command.h"

#include <Poco/Base64Encoder.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "bench/bare_server.h"
#include "bench/connection.h"

namespace grafake::bench {
namespace {

using nlohmann::json;

std::string Basic(const std::string& user) {
  std::ostringstream out;
  Poco::Base64Encoder encoder(out);
  encoder.rdbuf()->setLineLength(0);
  encoder << user;
  encoder.close();
  return "Basic " + out.str();
}

// A service account with a token on a Grafana, for the life of the object.
class Account {
 public:
  Account(const TargetUrl& target, const std::string& user) : target_(target), basic_(Basic(user)) {
    const std::string name =
        "grafake-bench-" + std::to_string(std::chrono::system_clock::now().time_since_epoch().count());
    id_ = Call({"POST", "/api/serviceaccounts", basic_, json{{"name", name}, {"role", "Viewer"}}.dump()}, 201).at("id");
    const std::string tokens = "/api/serviceaccounts/" + std::to_string(id_) + "/tokens";
    token_ = Call({"POST", tokens, basic_, json{{"name", name}}.dump()}, 200).at("key");
  }
  Account(const Account&) = delete;
  Account& operator=(const Account&) = delete;
  ~Account() {
    try {
      Call({"DELETE", "/api/serviceaccounts/" + std::to_string(id_), basic_, ""}, 200);
    } catch (const std::exception& e) {
      std::cerr << "grafake-bench: the account " << id_ << " could not be removed: " << e.what() << "\n";
    }
  }

  // GET /api/org, with the answer that it gets now.
  [[nodiscard]] Exchange Authenticated() const {
    const std::string request = RequestBytes(target_, {.path = "/api/org", .authorization = "Bearer " + token_});
    const Answer answer = Connection(target_).Exchange(request);
    if (answer.status != 200)
      throw std::runtime_error("GET /api/org with a token: status " + std::to_string(answer.status));
    return {request, 200, answer.body};
  }

 private:
  json Call(const RequestParts& parts, int expected) const {
    const Answer answer = Connection(target_).Exchange(RequestBytes(target_, parts));
    if (answer.status != expected) {
      throw std::runtime_error(parts.method + " " + parts.path + ": status " + std::to_string(answer.status) +
                               " (is the feature toggle serviceAccounts on, and may --user create accounts?)");
    }
    return json::parse(answer.body);
  }

  TargetUrl target_;
  std::string basic_;
  std::int64_t id_ = 0;
  std::string token_;
};

// One side of a comparison, kept alive with what it needs.
struct Side {
  std::string name;
  TargetUrl target;
  std::unique_ptr<Account> account;
  std::unique_ptr<BareServer> bare;
  Exchange exchange;
  std::vector<double> rates;
  LoadResult last;
};

Side GrafanaSide(const std::string& url, const std::string& user) {
  Side side{.name = url, .target = ParseTargetUrl(url)};
  side.account = std::make_unique<Account>(side.target, user);
  side.exchange = side.account->Authenticated();
  return side;
}

Side BareSide(int connections) {
  Side side{.name = "bare POCO server"};
  side.bare = std::make_unique<BareServer>(connections);
  side.target = {"127.0.0.1", side.bare->port(), ""};
  const std::string token = "Bearer glsa_00000000000000000000000000000000_162149fe";
  side.exchange.request = RequestBytes(side.target, {.path = "/api/org", .authorization = token});
  return side;
}

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  return values.empty() ? 0 : values[values.size() / 2];
}

void Slice(Side& side, const LoadOptions& options) {
  side.last = RunLoad(side.target, side.exchange, options);
  side.rates.push_back(side.last.PerSecond());
}

void Warm(const Side& side, LoadOptions options) {
  options.duration = std::min(options.duration, std::chrono::milliseconds(300));
  (void)RunLoad(side.target, side.exchange, options);
}

std::vector<double> Ratios(const std::vector<Side>& sides) {
  std::vector<double> ratios;
  for (std::size_t i = 0; sides.size() > 1 && i < sides[0].rates.size(); ++i)
    ratios.push_back(sides[0].rates[i] / sides[1].rates[i]);
  return ratios;
}

json SideJson(const Side& side) {
  return {{"target", side.name},
          {"answers_per_second", side.rates},
          {"median_answers_per_second", Median(side.rates)},
          {"last_slice_microseconds",
           {{"p50", side.last.Quantile(0.5)}, {"p99", side.last.Quantile(0.99)}, {"max", side.last.Quantile(1)}}}};
}

void PrintTable(const std::vector<Side>& sides, const LoadCommand& command) {
  std::printf("GET /api/org with a token, closed loop, %d connections, %d slices of %lld ms each\n",
              command.options.connections, command.slices, static_cast<long long>(command.options.duration.count()));
  for (const Side& side : sides) {
    std::printf("  %-32s %10.0f answers/s (%.0f to %.0f)   p50 %u µs   p99 %u µs\n", side.name.c_str(),
                Median(side.rates), *std::ranges::min_element(side.rates), *std::ranges::max_element(side.rates),
                side.last.Quantile(0.5), side.last.Quantile(0.99));
  }
  const auto ratios = Ratios(sides);
  if (ratios.empty()) return;
  std::printf("  ratio of the first to the second: %.3f (%.3f to %.3f)\n", Median(ratios),
              *std::ranges::min_element(ratios), *std::ranges::max_element(ratios));
}

void PrintJson(const std::vector<Side>& sides, const LoadCommand& command) {
  json out{{"loop", "closed"}, {"connections", command.options.connections}, {"slices", command.slices}};
  for (const Side& side : sides) out["sides"].push_back(SideJson(side));
  const auto ratios = Ratios(sides);
  if (!ratios.empty()) out["ratio"] = {{"median", Median(ratios)}, {"each", ratios}};
  std::cout << out.dump(2) << "\n";
}

}  // namespace

void RunLoadCommand(const LoadCommand& command) {
  std::vector<Side> sides;
  sides.push_back(GrafanaSide(command.url, command.user));
  if (command.versus == "bare") sides.push_back(BareSide(command.options.connections));
  if (!command.versus.empty() && command.versus != "bare") sides.push_back(GrafanaSide(command.versus, command.user));
  for (const Side& side : sides) Warm(side, command.options);
  for (int i = 0; i < command.slices; ++i) {
    for (Side& side : sides) Slice(side, command.options);
  }
  command.json ? PrintJson(sides, command) : PrintTable(sides, command);
}

}  // namespace grafake::bench
