#pragma once

#include "server/domain/quotas.h"
#include "server/http/answers.h"
#include "server/http/router.h"

namespace grafake::server {

// The quotas of orgs and users: …/quotas and …/quotas/:target.
class QuotasApi {
 public:
  // `ids_first`: the id in the path is looked at before it is said that there are no quotas.
  QuotasApi(const Answers& answers, Quotas& quotas, bool ids_first)
      : answers_(answers), quotas_(quotas), ids_first_(ids_first) {}

  void Mount(Router& router) const;

 private:
  [[nodiscard]] Response ListOfOrg(const Context& context) const;
  [[nodiscard]] Response ListOfUser(const Context& context) const;

  // The org or user that the route is about; or the answer to send: there are no quotas, or the id is none.
  [[nodiscard]] tl::expected<QuotaOwner, Response> OwnerIn(const Context& context, const Refusal& off) const;
  [[nodiscard]] Response Set(const Context& context) const;

  const Answers& answers_;
  Quotas& quotas_;
  bool ids_first_;
};

}  // namespace grafake::server
