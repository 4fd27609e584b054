#pragma once

/// Everything of the library that is not marked with it is hidden.
#define GRAFAKE_EXPORT __attribute__((visibility("default")))
