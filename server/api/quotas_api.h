#pragma once

#include "server/domain/quotas.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// The quotas of orgs and users: …/quotas and …/quotas/:target.
class QuotasApi {
 public:
  QuotasApi(const Answers& answers, Quotas& quotas) : answers_(answers), quotas_(quotas) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response ListOfOrg(const Context& context) const;
  [[nodiscard]] Response ListOfUser(const Context& context) const;
  [[nodiscard]] Response SetOfOrg(const Context& context) const;
  [[nodiscard]] Response SetOfUser(const Context& context) const;

  [[nodiscard]] Response Conclude(const QuotaOwner& owner, std::string_view target, std::int64_t limit) const;

  const Answers& answers_;
  Quotas& quotas_;
};

}  // namespace grafake::server
