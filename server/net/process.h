#pragma once

namespace grafake::server {

// What a server wants of the process that it has to itself; called once, before anything else.
//
// Memory of large requests goes back to the system when they are answered, and as many files may be open as the system
// allows (the soft limit becomes the hard one; nothing here uses select(), for which the low soft limit is kept).
void PrepareProcess();

}  // namespace grafake::server
