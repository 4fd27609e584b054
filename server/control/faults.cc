#include "server/control/faults.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "server/config/nearest.h"
#include "server/control/route_names.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestTold = 100;  // of a name; none is longer

// What a request shows of itself, found out when somebody wants to know it.
class LookedAt {
 public:
  LookedAt(const Request& request, const Faults::Look& look) : request_(request), look_(look) {}

  [[nodiscard]] bool LeadsTo(const std::string& route) {
    const Whither& whither = See(false).whither;
    return whither.path == route || RouteShape(whither.route) == RouteShape(route);
  }
  [[nodiscard]] bool ComesFrom(const std::string& caller) {
    const auto& names = See(true).caller;
    return std::ranges::find(names, caller) != names.end();
  }

 private:
  const Instance::Sight& See(bool caller) {
    if (!sight_ || (caller && !caller_seen_)) sight_ = look_(request_, caller);
    caller_seen_ = caller_seen_ || caller;
    return *sight_;
  }

  const Request& request_;
  const Faults::Look& look_;
  std::optional<Instance::Sight> sight_;
  bool caller_seen_ = false;
};

bool IsMeant(const Fault::When& when, const Request& request, LookedAt& looked) {
  if (!when.method.empty() && when.method != request.method) return false;
  if (!when.route.empty() && !looked.LeadsTo(when.route)) return false;
  return when.caller.empty() || looked.ComesFrom(when.caller);
}

// The same in every run: of the name and of how many have met it before.
std::uint64_t Chance(std::string_view name, std::uint64_t index) {
  std::uint64_t x = std::hash<std::string_view>()(name) + (index + 1) * 0x9E3779B97F4A7C15;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

std::chrono::nanoseconds DelayOf(const Fault& fault, std::uint64_t index) {
  const auto room = static_cast<std::uint64_t>((fault.delay.to - fault.delay.from).count()) + 1;
  return fault.delay.from + std::chrono::nanoseconds(Chance(fault.name, index) % room);
}

}  // namespace

// One number counts the requests that fit, and so says which of them have met the fault.
class Faults::Programme {
 public:
  explicit Programme(Fault fault) : fault_(std::make_shared<const Fault>(std::move(fault))) {}

  [[nodiscard]] const Fault& fault() const { return *fault_; }

  // Counts a request that fits.
  [[nodiscard]] std::optional<Met> Count() { return MetBy(fitting_.fetch_add(1)); }
  [[nodiscard]] bool IsMetNext() const { return MetBy(fitting_).has_value(); }
  // Counts it only if it meets the fault.
  [[nodiscard]] std::optional<Met> CountIfMet() {
    std::uint64_t before = fitting_;
    while (true) {
      auto met = MetBy(before);
      if (!met || fitting_.compare_exchange_weak(before, before + 1)) return met;
    }
  }
  // Whoever comes later meets it no more, and who has met it waits no more.
  void End() {
    fitting_.fetch_or(kEnded);
    *lifted_ = true;
  }

  [[nodiscard]] State Get() const {
    const std::uint64_t behind = fitting_ & ~kEnded;
    const std::uint64_t met = behind - std::min(behind, fault_->when.after);
    if (!fault_->times) return {fault_, met, std::nullopt};
    const std::uint64_t fired = std::min(met, *fault_->times);
    return {fault_, fired, *fault_->times - fired};
  }

 private:
  static constexpr std::uint64_t kEnded = std::uint64_t{1} << 63;

  // What the request meets before which so many have come.
  [[nodiscard]] std::optional<Met> MetBy(std::uint64_t before) const {
    if ((before & kEnded) != 0 || before < fault_->when.after) return std::nullopt;
    const std::uint64_t index = before - fault_->when.after;
    if (fault_->times && index >= *fault_->times) return std::nullopt;
    return Met{fault_, DelayOf(*fault_, index), lifted_};
  }

  const std::shared_ptr<const Fault> fault_;
  const std::shared_ptr<std::atomic<bool>> lifted_ = std::make_shared<std::atomic<bool>>(false);
  std::atomic<std::uint64_t> fitting_{0};
};

std::optional<std::string> Faults::WhyUnknown(const Request& request) const {
  const std::string* const named = request.FindHeader(kHeader);
  if (named == nullptr) return std::nullopt;
  std::vector<std::string> names;
  {
    const Lock lock(mutex_);
    for (const auto& programme : programmes_) names.push_back(programme->fault().name);
  }
  if (std::ranges::find(names, *named) != names.end()) return std::nullopt;
  const std::string nearest = Nearest(*named, names);
  const std::string said = named->size() <= kLongestTold ? "\"" + *named + "\", as " : "as ";
  return "no fault is named " + said + std::string(kHeader) + " says; " +
         (nearest.empty() ? "GET /_grafake/faults lists all" : "did you mean " + nearest + "?");
}

// Who names one meets that alone.
Faults::Programmes Faults::ProgrammesFor(const Request& request) const {
  const std::string* named = request.FindHeader(kHeader);
  const Lock lock(mutex_);
  Programmes programmes;
  for (const auto& programme : programmes_) {
    const Fault& fault = programme->fault();
    if (named == nullptr ? !fault.when.named : fault.name == *named) programmes.push_back(programme);
  }
  return programmes;
}

std::optional<Faults::Met> Faults::Meet(const Request& request, const Look& look) {
  LookedAt looked(request, look);
  for (const auto& programme : ProgrammesFor(request)) {
    if (!IsMeant(programme->fault().when, request, looked)) continue;
    if (auto met = programme->Count()) return met;
  }
  return std::nullopt;
}

std::optional<Faults::Met> Faults::MeetUncarried(const Request& head, const Look& look) {
  LookedAt looked(head, look);
  for (const auto& programme : ProgrammesFor(head)) {
    if (!IsMeant(programme->fault().when, head, looked) || !programme->IsMetNext()) continue;
    // The first that it meets decides.
    if (programme->fault().apply != Carried::kNever) return std::nullopt;
    if (auto met = programme->CountIfMet()) return met;
  }
  return std::nullopt;
}

std::string Faults::FreeName() {
  while (true) {
    std::string name = "fault-" + std::to_string(++named_);
    if (std::ranges::none_of(programmes_, [&](const auto& p) { return p->fault().name == name; })) return name;
  }
}

Faults::Added Faults::Add(Fault& fault) {
  const Lock lock(mutex_);
  if (programmes_.size() >= kMost) return Added::kTooMany;
  if (fault.name.empty()) fault.name = FreeName();
  if (std::ranges::any_of(programmes_, [&](const auto& p) { return p->fault().name == fault.name; }))
    return Added::kNameTaken;
  programmes_.push_back(std::make_shared<Programme>(fault));
  any_ = true;
  return Added::kYes;
}

std::vector<Faults::State> Faults::List() const {
  const Lock lock(mutex_);
  std::vector<State> states;
  for (const auto& programme : programmes_) states.push_back(programme->Get());
  return states;
}

std::optional<Faults::State> Faults::Find(std::string_view name) const {
  const Lock lock(mutex_);
  const auto found = std::ranges::find_if(programmes_, [&](const auto& p) { return p->fault().name == name; });
  return found == programmes_.end() ? std::nullopt : std::optional((*found)->Get());
}

std::optional<Faults::State> Faults::Remove(std::string_view name) {
  const Lock lock(mutex_);
  const auto found = std::ranges::find_if(programmes_, [&](const auto& p) { return p->fault().name == name; });
  if (found == programmes_.end()) return std::nullopt;
  (*found)->End();
  State state = (*found)->Get();
  programmes_.erase(found);
  any_ = !programmes_.empty();
  return state;
}

std::vector<Faults::State> Faults::Clear() {
  const Lock lock(mutex_);
  std::vector<State> states;
  for (const auto& programme : programmes_) {
    programme->End();
    states.push_back(programme->Get());
  }
  programmes_.clear();
  any_ = false;
  return states;
}

}  // namespace grafake::server
