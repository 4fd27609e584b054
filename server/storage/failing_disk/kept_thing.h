#pragma once

#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include "server/storage/failing_disk/kept_things.h"

namespace grafake::server {

// A thing by its model, a value that knows how it reads as a text. Each kind says what may be written next.
template <class Model>
class ModelledThing : public KeptThing {
 public:
  void Write(OpenStores& stores, std::mt19937_64& random) override {
    Model next = acknowledged_;
    const auto write = Next(next, random);
    unanswered_ = next;
    if (const Result<Done> done = write(stores); !done)
      throw std::logic_error("refused: " + done.error().cause + ", of " + acknowledged_.Text());
    acknowledged_ = std::move(next);
    unanswered_.reset();
  }

  std::string Check(OpenStores& stores, bool after_loss) override {
    const std::string found = Read(stores);
    if (found == acknowledged_.Text()) {
      if (after_loss) unanswered_.reset();
      return {};
    }
    const auto unanswered = std::exchange(unanswered_, std::nullopt);
    if (after_loss && unanswered && found == unanswered->Text()) {
      acknowledged_ = *unanswered;
      return {};
    }
    return "acknowledged was " + acknowledged_.Text() + ", there is " + found +
           (unanswered ? ", not answered was " + unanswered->Text() : "");
  }

 protected:
  using Doing = std::function<Result<Done>(OpenStores&)>;
  // Makes `model` what it will be, and says how.
  [[nodiscard]] virtual Doing Next(Model& model, std::mt19937_64& random) = 0;
  // As Text() of the model would have it.
  [[nodiscard]] virtual std::string Read(OpenStores& stores) = 0;

 private:
  Model acknowledged_;
  std::optional<Model> unanswered_;
};

template <class T>
Result<Done> AsDone(const Result<T>& result) {
  return result.map([](const T& /*value*/) { return Done(); });
}

}  // namespace grafake::server
