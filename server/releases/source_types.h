#pragma once

#include "server/releases/source_rules.h"

// The data sources that Grafana comes with. Prometheus, Loki and, of 12.4, TestData are as recorded, the others as
// their plugins say.
namespace grafake::server {

inline constexpr auto kDataSourceTypesOf90 = std::to_array<DataSourceType>({
    {"alertmanager", "Alertmanager", "public/app/plugins/datasource/alertmanager/img/logo.svg"},
    {"cloudwatch", "CloudWatch", "public/app/plugins/datasource/cloudwatch/img/amazon-web-services.png"},
    {"elasticsearch", "Elasticsearch", "public/app/plugins/datasource/elasticsearch/img/elasticsearch.svg"},
    {"grafana-azure-monitor-datasource", "Azure Monitor",
     "public/app/plugins/datasource/grafana-azure-monitor-datasource/img/logo.jpg"},
    {"graphite", "Graphite", "public/app/plugins/datasource/graphite/img/graphite_logo.png"},
    {"influxdb", "InfluxDB", "public/app/plugins/datasource/influxdb/img/influxdb_logo.svg"},
    {"jaeger", "Jaeger", "public/app/plugins/datasource/jaeger/img/jaeger_logo.svg"},
    {"loki", "Loki", "public/app/plugins/datasource/loki/img/loki_icon.svg"},
    {"mssql", "Microsoft SQL Server", "public/app/plugins/datasource/mssql/img/sql_server_logo.svg"},
    {"mysql", "MySQL", "public/app/plugins/datasource/mysql/img/mysql_logo.svg"},
    {"opentsdb", "OpenTSDB", "public/app/plugins/datasource/opentsdb/img/opentsdb_logo.png"},
    {"postgres", "PostgreSQL", "public/app/plugins/datasource/postgres/img/postgresql_logo.svg"},
    {"prometheus", "Prometheus", "public/app/plugins/datasource/prometheus/img/prometheus_logo.svg"},
    {"stackdriver", "Google Cloud Monitoring",
     "public/app/plugins/datasource/cloud-monitoring/img/cloud_monitoring_logo.svg"},
    {"tempo", "Tempo", "public/app/plugins/datasource/tempo/img/tempo_logo.svg"},
    {"testdata", "TestData DB", "public/app/plugins/datasource/testdata/img/testdata.svg"},
    {"zipkin", "Zipkin", "public/app/plugins/datasource/zipkin/img/zipkin-logo.svg"},
});

inline constexpr auto kDataSourceTypesOf124 = std::to_array<DataSourceType>({
    {"alertmanager", "Alertmanager", "public/plugins/alertmanager/img/logo.svg"},
    {"cloudwatch", "CloudWatch", "public/plugins/cloudwatch/img/amazon-web-services.png"},
    {"elasticsearch", "Elasticsearch", "public/plugins/elasticsearch/img/elasticsearch.svg"},
    {"grafana-azure-monitor-datasource", "Azure Monitor",
     "public/plugins/grafana-azure-monitor-datasource/img/logo.jpg"},
    {"grafana-postgresql-datasource", "PostgreSQL",
     "public/plugins/grafana-postgresql-datasource/img/postgresql_logo.svg", "postgres"},
    {"grafana-testdata-datasource", "TestData", "public/plugins/grafana-testdata-datasource/img/testdata.svg",
     "testdata"},
    {"graphite", "Graphite", "public/plugins/graphite/img/graphite_logo.png"},
    {"influxdb", "InfluxDB", "public/plugins/influxdb/img/influxdb_logo.svg"},
    {"jaeger", "Jaeger", "public/plugins/jaeger/img/jaeger_logo.svg"},
    {"loki", "Loki", "public/plugins/loki/img/loki_icon.svg"},
    {"mssql", "Microsoft SQL Server", "public/plugins/mssql/img/sql_server_logo.svg"},
    {"mysql", "MySQL", "public/plugins/mysql/img/mysql_logo.svg"},
    {"opentsdb", "OpenTSDB", "public/plugins/opentsdb/img/opentsdb_logo.png"},
    {"prometheus", "Prometheus", "public/plugins/prometheus/img/prometheus_logo.svg"},
    {"stackdriver", "Google Cloud Monitoring", "public/plugins/stackdriver/img/cloud_monitoring_logo.svg"},
    {"tempo", "Tempo", "public/plugins/tempo/img/tempo_logo.svg"},
    {"zipkin", "Zipkin", "public/plugins/zipkin/img/zipkin-logo.svg"},
});

}  // namespace grafake::server
