#pragma once

namespace grafake::server {

// Gives back the pages that only the start needed: of the heap, and of program and libraries (read-only; what is used
// again comes back from the page cache). Call once, when everything is up.
void GiveBackStartMemory();

}  // namespace grafake::server
