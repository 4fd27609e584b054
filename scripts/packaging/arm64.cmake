# Debian's cross compiler for arm64, with the archives that scripts/packaging/arm64_archives has laid into
# GRAFAKE_CROSS_ROOT. What is tried while building runs under qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR /usr/bin/qemu-aarch64-static)
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES GRAFAKE_CROSS_ROOT)
set(CMAKE_FIND_ROOT_PATH ${GRAFAKE_CROSS_ROOT} ${CMAKE_PREFIX_PATH})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# Debian lays headers that depend on the machine apart; this compiler looks for them in its own place alone.
include_directories(SYSTEM ${GRAFAKE_CROSS_ROOT}/usr/include/aarch64-linux-gnu)
# Else FindOpenSSL hears of this machine's.
set(ENV{PKG_CONFIG_LIBDIR} ${GRAFAKE_CROSS_ROOT}/usr/lib/aarch64-linux-gnu/pkgconfig)
