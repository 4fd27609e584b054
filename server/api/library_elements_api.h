#pragma once

#include "server/api/avatars.h"
#include "server/domain/library_elements.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/neighbour_rules.h"

namespace grafake::server {

// /api/library-elements.
class LibraryElementsApi {
 public:
  LibraryElementsApi(const Answers& answers, const Avatars& avatars, LibraryElements& elements, Clock clock,
                     const NeighbourRules& rules)
      : answers_(answers), avatars_(avatars), elements_(elements), clock_(std::move(clock)), rules_(rules) {}

  void Mount(Router& router) const;

 private:
  // How an element is shown: as it was just made, just changed, read among others, or by itself.
  enum class As { kMade, kChanged, kRead, kAlone };

  [[nodiscard]] Response List(const Context& context) const;
  [[nodiscard]] Response Get(const Context& context) const;
  [[nodiscard]] Response GetByName(const Context& context) const;
  [[nodiscard]] Response Connections(const Context& context) const;
  [[nodiscard]] Response Create(const Context& context) const;
  [[nodiscard]] Response Update(const Context& context) const;
  [[nodiscard]] Response Delete(const Context& context) const;
  void AddElement(JsonWriter& json, const ElementRow& element, As as) const;
  void AddPerson(JsonWriter& json, JsonName name, const ElementRow::Person& person) const;
  [[nodiscard]] Response Shown(const ElementRow& element, As as) const;
  [[nodiscard]] Response Refused(const Error& error, const ElementWish& wish, const RefusalTable& table) const;

  const Answers& answers_;
  const Avatars& avatars_;
  LibraryElements& elements_;
  Clock clock_;
  NeighbourRules rules_;
};

}  // namespace grafake::server
