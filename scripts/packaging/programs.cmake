include(GNUInstallDirs)
set(GRAFAKE_ZSH_COMPLETIONS ${CMAKE_INSTALL_DATADIR}/zsh/site-functions CACHE STRING "Where zsh's completions are installed")

# grafake_install_program(TARGET COMPONENT "WHAT IT IS"): the program, and the man page and completions that come out of
# its help as soon as it is linked.
function(grafake_install_program target component about)
  if(GRAFAKE_PORTABLE)
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:grafake_static_start>)
  endif()
  if(GRAFAKE_SANITIZE)  # never installed
    return()
  endif()
  set(manual ${PROJECT_BINARY_DIR}/manual)
  add_custom_command(TARGET ${target} POST_BUILD
                     COMMAND ${CMAKE_COMMAND} -E env RUNS_BY=${CMAKE_CROSSCOMPILING_EMULATOR}
                             ${PROJECT_SOURCE_DIR}/scripts/packaging/manual
                             $<TARGET_FILE:${target}> ${manual} ${PROJECT_VERSION} ${about}
                     VERBATIM)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${PROJECT_SOURCE_DIR}/scripts/packaging/manual
               ${PROJECT_SOURCE_DIR}/scripts/packaging/man.awk ${PROJECT_SOURCE_DIR}/scripts/packaging/options.awk
               ${PROJECT_SOURCE_DIR}/scripts/packaging/completions.awk)
  install(FILES ${manual}/${target}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT ${component})
  install(FILES ${manual}/${target}.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
          COMPONENT ${component} RENAME ${target})
  install(FILES ${manual}/_${target} DESTINATION ${GRAFAKE_ZSH_COMPLETIONS} COMPONENT ${component})
  install(FILES ${manual}/${target}.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d COMPONENT ${component})
  if(GRAFAKE_BUILD_TESTS)
    add_test(NAME manual.${target} COMMAND ${PROJECT_SOURCE_DIR}/scripts/check_manual $<TARGET_FILE:${target}> ${manual})
  endif()
endfunction()
