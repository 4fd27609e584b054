#pragma once

#include <string>

namespace grafake::for_tests {

// Sends a request to a server's test control and returns the body of its answer. `url` is "http://ADDRESS:PORT/…", the
// address in numbers. Throws ControlFailed with the server's sentence, or with why it could not be asked.
[[nodiscard]] std::string AskControl(const std::string& method, const std::string& url, const std::string& body);

}  // namespace grafake::for_tests
