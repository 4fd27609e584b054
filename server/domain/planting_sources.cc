#include "server/domain/planting.h"

namespace grafake::server {

Planted Planting::PlantDataSource(const PlantedDataSource& source) {
  const auto made = stores_.data_sources.Create(OrgOf(source.where, source.org), source.wish);
  if (!made) throw PlantError{source.where, made.error().cause, "", {}};
  return {.id = made->id, .uid = made->uid};
}

}  // namespace grafake::server
