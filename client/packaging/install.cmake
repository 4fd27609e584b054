# Components: client (headers, both libraries, for CMake and pkg-config), testing, server, conformance and bench (a program
# each, with man page and completions: scripts/packaging/programs.cmake).
# Nothing that is installed knows the prefix: it may be moved.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/grafake)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# One export a target, since each may be installed without the others, and only the archive asks for libcurl.
foreach(target client_static client_shared testing)
  string(REGEX REPLACE "_.*" "" component ${target})
  install(TARGETS grafake_${target} EXPORT grafake-${target} COMPONENT ${component}
          INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
  install(EXPORT grafake-${target} NAMESPACE grafake:: DESTINATION ${package_dir} COMPONENT ${component})
endforeach()
install(EXPORT grafake-server NAMESPACE grafake:: DESTINATION ${package_dir} COMPONENT server)

install(DIRECTORY include/grafake DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT client PATTERN testing EXCLUDE)
install(DIRECTORY include/grafake/testing DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/grafake COMPONENT testing)

configure_package_config_file(packaging/grafake-config.cmake.in grafake-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(grafake-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/grafake-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/grafake-config-version.cmake
        DESTINATION ${package_dir} COMPONENT client)

file(RELATIVE_PATH prefix_from_pkgconfig /${pkgconfig_dir} /)
string(REGEX REPLACE "/$" "" prefix_from_pkgconfig ${prefix_from_pkgconfig})
foreach(component client testing)
  configure_file(packaging/grafake-${component}.pc.in grafake-${component}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/grafake-${component}.pc DESTINATION ${pkgconfig_dir} COMPONENT ${component})
endforeach()
