#include "server/worlds/worlds.h"

#include <algorithm>
#include <utility>

#include "server/ascii.h"
#include "server/storage/database_error.h"

namespace grafake::server {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::chrono::hours kLongestSleep{24};  // while no lease ends sooner

bool MayBeInName(char c) { return IsDigit(c) || IsLetter(c) || c == '-' || c == '_' || c == '.'; }

tl::unexpected<WorldError> Refuse(WorldError::Code code, std::string sentence) {
  return tl::unexpected(WorldError{code, std::move(sentence)});
}

}  // namespace

bool Worlds::IsName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && name != "." && name != ".." &&
         std::ranges::all_of(name, MayBeInName);
}

std::string Worlds::NameRule() {
  return "letters, digits, '-', '_' and '.', up to " + std::to_string(kLongestName) + " of them";
}

Worlds::Worlds(TakeAddress take_address, std::size_t most) : take_address_(std::move(take_address)), most_(most) {}

Worlds::~Worlds() {
  {
    const Lock lock(mutex_);
    ending_ = true;
  }
  leases_changed_.NotifyAll();
  if (lease_thread_.joinable()) lease_thread_.join();
  for (auto& [name, entry] : std::exchange(entries_, {})) End(std::move(entry));
}

std::shared_ptr<World> Worlds::OpenMain(const InstanceSettings& settings, std::unique_ptr<WorldAddress> address,
                                        std::shared_ptr<Companion> companion,
                                        const std::function<void(World& world)>& prepare) {
  using std::chrono::milliseconds;
  auto world = std::make_shared<World>(World::kMain, address->url(), settings, milliseconds(0), std::move(companion));
  if (prepare) prepare(*world);
  return Serve(std::move(world), std::move(address));
}

tl::expected<std::shared_ptr<World>, WorldError> Worlds::Open(WorldSettings settings) {
  auto name = TakeName(settings.name);
  if (!name) return tl::unexpected(std::move(name.error()));
  try {
    auto opened = OpenNamed(*name, std::move(settings));
    if (!opened) GiveNameBack(*name);
    return opened;
  } catch (const NoAddress& e) {
    GiveNameBack(*name);
    return Refuse(WorldError::Code::kNoAddress, e.what());
  } catch (const DatabaseError& e) {
    GiveNameBack(*name);
    return Refuse(WorldError::Code::kCannotStart, e.what());
  } catch (const ProvisioningFailed& e) {
    GiveNameBack(*name);
    return Refuse(WorldError::Code::kCannotStart, e.what());
  } catch (...) {
    GiveNameBack(*name);
    throw;
  }
}

tl::expected<std::shared_ptr<World>, WorldError> Worlds::OpenNamed(const std::string& name, WorldSettings settings) {
  auto address = settings.take_address ? settings.take_address(name) : take_address_();
  InstanceSettings& instance = settings.instance;
  if (settings.place) {
    if (auto placed = settings.place(instance, *address); !placed)
      return Refuse(WorldError::Code::kCannotStart, std::move(placed.error()));
  }
  instance.database.clear();
  instance.postgres.reset();
  if (settings.deterministic) instance.randomness = std::make_shared<Randomness>(*settings.deterministic);
  instance.prepared = templates_.For(instance.admin, settings.deterministic);
  auto world = std::make_shared<World>(name, address->url(), instance, settings.lease, std::move(settings.companion));
  if (settings.prepare) settings.prepare(*world);
  return Serve(std::move(world), std::move(address));
}

std::shared_ptr<World> Worlds::Serve(std::shared_ptr<World> world, std::unique_ptr<WorldAddress> address) {
  if (!world->lease().endless()) NeedLeaseThread();
  address->Serve(world);
  Entry entry{world, std::move(address)};
  {
    const Lock lock(mutex_);
    if (!ending_) entries_.insert_or_assign(world->name(), std::exchange(entry, {}));
  }
  End(std::move(entry));  // of one that comes too late
  leases_changed_.NotifyAll();
  return world;
}

tl::expected<std::string, WorldError> Worlds::TakeName(const std::string& asked) {
  using enum WorldError::Code;
  if (!asked.empty() && !IsName(asked)) return Refuse(kNameInvalid, "a world's name has " + NameRule());
  const Lock lock(mutex_);
  if (ending_) return Refuse(kCannotStart, "the program ends");
  if (entries_.contains(asked) || asked == World::kMain)
    return Refuse(kNameTaken, "there is a world named " + asked + "; end it first, or choose another name");
  if (entries_.size() >= most_ + entries_.count(World::kMain))
    return Refuse(kTooMany, "there are " + std::to_string(most_) + " worlds, which is the limit; end one first");
  return entries_.try_emplace(asked.empty() ? ChooseName() : asked).first->first;
}

std::string Worlds::ChooseName() {
  std::string name;
  do name = "world-" + std::to_string(++last_number_);
  while (entries_.contains(name));
  return name;
}

void Worlds::GiveNameBack(const std::string& name) {
  const Lock lock(mutex_);
  entries_.erase(name);
}

std::shared_ptr<World> Worlds::Find(std::string_view name) const {
  const Lock lock(mutex_);
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : found->second.world;
}

std::vector<std::shared_ptr<World>> Worlds::All() const {
  const Lock lock(mutex_);
  std::vector<std::shared_ptr<World>> all;
  for (const auto& [name, entry] : entries_) {
    if (entry.world != nullptr) all.push_back(entry.world);
  }
  return all;
}

bool Worlds::Renew(std::string_view name) {
  const auto world = Find(name);
  if (world == nullptr) return false;
  world->lease().Renew(Lease::Clock::now());
  return true;
}

bool Worlds::Close(std::string_view name) {
  Entry entry;
  {
    const Lock lock(mutex_);
    const auto found = entries_.find(name);
    if (found == entries_.end() || found->second.world == nullptr || name == World::kMain) return false;
    entry = Take(found);
  }
  End(std::move(entry));
  return true;
}

Worlds::Entry Worlds::Take(Entries::iterator at) {
  Entry entry = std::move(at->second);
  entries_.erase(at);
  return entry;
}

void Worlds::End(Entry entry) {
  if (entry.address != nullptr) entry.address->Cut();
}

void Worlds::Stop() {
  Entries ended;
  {
    const Lock lock(mutex_);
    ending_ = true;
    ended.swap(entries_);
  }
  std::erase_if(ended, [](const auto& named) { return named.second.world == nullptr; });
  for (const auto& [name, entry] : ended) entry.address->BeginStop();
  for (const auto& [name, entry] : ended) entry.address->Stop();
}

void Worlds::NeedLeaseThread() {
  const Lock lock(mutex_);
  if (!lease_thread_.joinable()) lease_thread_ = std::thread([this] { EndLeases(); });
}

void Worlds::EndLeases() {
  Lock lock(mutex_);
  while (!ending_) {
    std::vector<Entry> over;
    const Lease::Time next = TakeOver(Lease::Clock::now(), over);
    if (over.empty()) {
      leases_changed_.WaitUntil(lock, next);
      continue;
    }
    lock.Release();
    for (Entry& entry : over) End(std::move(entry));
    lock.TakeAgain();
  }
}

Lease::Time Worlds::TakeOver(Lease::Time now, std::vector<Entry>& over) {
  Lease::Time next = now + kLongestSleep;
  for (auto at = entries_.begin(); at != entries_.end();) {
    const auto current = at++;
    if (current->second.world == nullptr) continue;
    const Lease::Time end = current->second.world->lease().End(now);
    if (end <= now) {
      over.push_back(Take(current));
    } else {
      next = std::min(next, end);
    }
  }
  return next;
}

}  // namespace grafake::server
