#include "server/control/ended_coverage.h"

#include <utility>

namespace grafake::server {

void EndedCoverage::AddIn(Sums& sums, const Release& release, const Coverage& counts) {
  auto& sum = sums[&release];
  if (sum == nullptr) sum = std::make_unique<Coverage>();
  sum->Add(counts);
}

void EndedCoverage::Add(const Release& release, const Coverage& counts) {
  const Lock lock(mutex_);
  AddIn(sums_, release, counts);
}

void EndedCoverage::AddForgotten(const Release& release, const Coverage& counts) {
  const Lock lock(mutex_);
  AddIn(forgotten_, release, counts);
}

void EndedCoverage::AddForgottenTo(Coverage& sum, const Release& release) const {
  const Lock lock(mutex_);
  const auto found = forgotten_.find(&release);
  if (found != forgotten_.end()) sum.Add(*found->second);
}

void EndedCoverage::AddTo(Coverage& sum, const Release& release) const {
  const Lock lock(mutex_);
  const auto found = sums_.find(&release);
  if (found != sums_.end()) sum.Add(*found->second);
}

void EndedCoverage::AddUnused(UnusedFault fault) {
  const Lock lock(mutex_);
  if (unused_.size() < kMostUnused) unused_.push_back(std::move(fault));
}

std::vector<UnusedFault> EndedCoverage::Unused() const {
  const Lock lock(mutex_);
  return unused_;
}

}  // namespace grafake::server
