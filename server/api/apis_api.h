#pragma once

#include <map>
#include <string>

#include "server/domain/clock.h"
#include "server/domain/things.h"
#include "server/http/answers.h"
#include "server/http/router.h"
#include "server/json/writer.h"
#include "server/releases/apis_rules.h"

namespace grafake::server {

// /apis: the groups that are there; users, service accounts and teams in the form of Kubernetes, to be read; which
// feature toggles are on.
class ApisApi {
 public:
  using Toggles = std::map<std::string, bool, std::less<>>;

  ApisApi(const Answers& answers, Things& things, const Toggles& toggles, Clock clock, const ApisRules& rules)
      : answers_(answers), things_(things), toggles_(toggles), clock_(std::move(clock)), rules_(rules) {}

  void Mount(Router& router) const;

 private:
  struct Resource;

  void MountFlags(Router& router) const;
  void MountFeatures(Router& router) const;
  [[nodiscard]] Response List(const Context& context, const Resource& resource) const;
  [[nodiscard]] Response Get(const Context& context, const Resource& resource) const;
  [[nodiscard]] Response Forbid(const Context& context, const Resource& resource) const;
  [[nodiscard]] Response Flags() const;
  [[nodiscard]] Response Flag(const Context& context) const;
  [[nodiscard]] Response Features() const;
  [[nodiscard]] Response Feature(const Context& context) const;
  // Of everything else.
  [[nodiscard]] Response Overview(const Context& context) const;
  [[nodiscard]] bool HasVersionOf(std::string_view path) const;
  void AddThing(JsonWriter& json, const Context& context, const Resource& resource, const ThingRow& row) const;
  void AddMetadata(JsonWriter& json, const Context& context, const ThingRow& row) const;

  const Answers& answers_;
  Things& things_;
  const Toggles& toggles_;
  Clock clock_;
  const ApisRules& rules_;
};

}  // namespace grafake::server
