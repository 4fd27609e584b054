#include <nlohmann/json.hpp>

#include "conformance/suite/worker.h"

namespace grafake::conformance {

void to_json(nlohmann::json& json, const Assignment& assignment) {
  const Endpoint& endpoint = assignment.endpoint;
  json = {{"attached", assignment.attached},
          {"endpoint",
           {{"host", endpoint.host},
            {"port", endpoint.port},
            {"path", endpoint.path},
            {"tls", endpoint.tls},
            {"ca", endpoint.ca},
            {"insecure", endpoint.insecure}}},
          {"admin", assignment.admin},
          {"release", assignment.release},
          {"run", assignment.run},
          {"ledger", assignment.ledger},
          {"directory", assignment.directory},
          {"server", assignment.server},
          {"append_ini", assignment.append_ini},
          {"ids", assignment.ids}};
}

void from_json(const nlohmann::json& json, Assignment& assignment) {
  const nlohmann::json& endpoint = json.at("endpoint");
  assignment = {.attached = json.at("attached"),
                .endpoint = {endpoint.at("host"), endpoint.at("port"), endpoint.at("path"), endpoint.at("tls"),
                             endpoint.at("ca"), endpoint.at("insecure")},
                .admin = json.at("admin"),
                .release = json.at("release"),
                .run = json.at("run"),
                .ledger = json.at("ledger"),
                .directory = json.at("directory"),
                .server = json.at("server"),
                .append_ini = json.at("append_ini"),
                .ids = json.at("ids")};
}

}  // namespace grafake::conformance
