#pragma once

#include <malloc.h>

namespace grafake::server {

// Gives the system what has been freed: glibc keeps what was returned in small blocks. Takes some milliseconds.
inline void ReturnMemory() { ::malloc_trim(0); }

}  // namespace grafake::server
