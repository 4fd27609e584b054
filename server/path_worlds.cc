#include "server/path_worlds.h"

#include <utility>

namespace grafake::server {

void PathWorlds::Put(const std::string& name, std::shared_ptr<Answering> world) {
  const Lock lock(mutex_);
  worlds_.insert_or_assign(name, std::move(world));
}

void PathWorlds::Remove(const std::string& name) {
  const Lock lock(mutex_);
  worlds_.erase(name);
}

std::shared_ptr<Answering> PathWorlds::Find(std::string_view path) const {
  if (!path.starts_with(kBelow)) return nullptr;
  path.remove_prefix(kBelow.size());
  const Lock lock(mutex_);
  const auto found = worlds_.find(path.substr(0, path.find('/')));
  return found == worlds_.end() ? nullptr : found->second;
}

PathAddress::PathAddress(PathWorlds& worlds, std::string name, const std::string& main_url, std::uint16_t port,
                         MakeAnswering make)
    : worlds_(worlds),
      name_(std::move(name)),
      url_(main_url + std::string(PathWorlds::kBelow.substr(1)) + name_ + "/"),
      port_(port),
      make_(std::move(make)) {}

void PathAddress::Serve(std::shared_ptr<World> world) {
  worlds_.Put(name_, make_(std::move(world), std::string(PathWorlds::kBelow) + name_));
}

}  // namespace grafake::server
