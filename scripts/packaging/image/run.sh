#!/bin/sh
# What grafana/grafana starts with: where things are comes from GF_PATHS_…, what else there is from GF_… and the ini file.
# All interfaces, unless those say otherwise. GRAFAKE_RELEASE: another Grafana than 9.0.
set -eu
home=$GF_PATHS_HOME config=$GF_PATHS_CONFIG
unset GF_PATHS_HOME GF_PATHS_CONFIG  # which the program itself does not read, and would say so
exec grafake server --homepath="$home" --config="$config" ${GRAFAKE_RELEASE:+--release "$GRAFAKE_RELEASE"} "$@" \
  cfg:default.server.http_addr=0.0.0.0 \
  cfg:default.paths.data="$GF_PATHS_DATA" \
  cfg:default.paths.logs="$GF_PATHS_LOGS" \
  cfg:default.paths.plugins="$GF_PATHS_PLUGINS" \
  cfg:default.paths.provisioning="$GF_PATHS_PROVISIONING"
