#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grafake::server {

// What Grafana itself reads of a dashboard's text. What is of another type than it should be is as if it were not
// there.
struct DashboardMembers {
  std::int64_t id = 0;
  std::string uid;
  std::string title;  // without blanks around it
  std::int64_t version = 0;
  std::vector<std::string> tags;      // those that are texts
  bool tags_are_texts = true;         // all of them
  std::string refresh;                // how often it is read again, "30s"
  std::vector<std::string> elements;  // the library elements that its panels use, by uid
};

// Of JSON that was checked; of what is no object nothing is read.
[[nodiscard]] DashboardMembers ReadDashboard(std::string_view source);

}  // namespace grafake::server
