#pragma once

#include "server/control/member_reader.h"
#include "server/domain/plants.h"
#include "server/json/writer.h"

namespace grafake::server {

// A data source in a seed, in the words of Grafana's provisioning files. Throws BadMember.
[[nodiscard]] PlantedDataSource ReadDataSourceSeed(MemberReader& source);

}  // namespace grafake::server
