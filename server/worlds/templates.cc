#include "server/worlds/templates.h"

#include "server/domain/randomness.h"

namespace grafake::server {

Templates::Template Templates::For(const FirstAdmin& admin, std::optional<std::uint64_t> deterministic) {
  std::promise<Template> promise;
  std::shared_future<Template> found;
  const std::string key = (deterministic ? std::to_string(*deterministic) : "") + ":" + admin.password;
  {
    const Lock lock(mutex_);
    if (const auto known = made_.find(key); known != made_.end()) found = known->second;
    if (!found.valid()) {
      if (made_.size() >= kMost) made_.clear();
      made_.emplace(key, promise.get_future().share());
    }
  }
  if (found.valid()) return found.get();
  try {
    std::optional<Randomness> own;
    if (deterministic) own.emplace(*deterministic);
    const Randomness::Use use(own ? &*own : nullptr);
    auto made = std::make_shared<const PreparedStart>(admin);
    promise.set_value(made);
    return made;
  } catch (...) {  // the next one tries again
    promise.set_exception(std::current_exception());
    const Lock lock(mutex_);
    made_.erase(key);
    throw;
  }
}

}  // namespace grafake::server
