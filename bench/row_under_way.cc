#include <algorithm>
#include <mutex>

#include "bench/row.h"

namespace grafake::bench {
namespace {

std::mutex under_way_mutex;

std::optional<Row>& UnderWay() {
  static auto* const row = new std::optional<Row>;  // never destroyed: it may be asked for at the end
  return *row;
}

}  // namespace

void NoteUnderWay(const Row& row) {
  const std::lock_guard lock(under_way_mutex);
  UnderWay() = row;
}

void ForgetUnderWay() {
  const std::lock_guard lock(under_way_mutex);
  UnderWay().reset();
}

std::optional<Row> RowUnderWay() {
  const std::lock_guard lock(under_way_mutex);
  std::optional<Row> row = UnderWay();
  if (!row) return row;
  const std::size_t both = std::min(row->ours.size(), row->baseline.size());
  if (both < 2) return std::nullopt;
  row->ours.resize(both);
  row->baseline.resize(both);
  return row;
}

}  // namespace grafake::bench
