#pragma once

#include <cstddef>

namespace grafake::server {

// How many files the process may have open.
[[nodiscard]] std::size_t DescriptorLimit();

// How many connections there is room for beside what the process has open now, and what it may open yet; at least one.
[[nodiscard]] std::size_t DescriptorsForConnections();

// The same, computed: of `allowed` descriptors `open` are in use.
[[nodiscard]] std::size_t DescriptorsForConnections(std::size_t allowed, std::size_t open);

}  // namespace grafake::server
