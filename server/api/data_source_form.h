#pragma once

#include "server/domain/data_sources.h"
#include "server/http/message.h"
#include "server/storage/result.h"

namespace grafake::server {

// {"name","type","access","url",…}: what is to be made, or what one is to become. `named`: it must have a name.
// kInvalid.
[[nodiscard]] Result<DataSourceWish> ReadDataSource(const Request& request, bool named);

// Whether Grafana takes the text for the URL of such a data source; an empty one not where the type needs one.
[[nodiscard]] bool IsDataSourceUrl(std::string_view type, std::string_view url);

}  // namespace grafake::server
