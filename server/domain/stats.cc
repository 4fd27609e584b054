#include "server/domain/stats.h"

namespace grafake::server {
namespace {

constexpr std::chrono::minutes kRolesKept{5};
constexpr std::chrono::days kActive{30};

Timestamp BeginningOfMonth(Timestamp now) {
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(now));
  return std::chrono::sys_days(today.year() / today.month() / 1);
}

}  // namespace

Totals Stats::Count() {
  const Timestamp now = Now();
  return store_.Count({.active = now - kActive, .daily = now - std::chrono::days(1), .month = BeginningOfMonth(now)});
}

RoleTotals Stats::CountRoles() {
  const Timestamp now = Now();
  const Lock lock(mutex_);
  if (now - roles_counted_ >= kRolesKept) {
    roles_ = store_.CountRoles(now - kActive);
    roles_counted_ = now;
  }
  return roles_;
}

}  // namespace grafake::server
