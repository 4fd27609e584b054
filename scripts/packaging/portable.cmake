# Every program is linked with archives alone, the C library's too: position-independent, so that it lies where nobody
# can guess.
set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(OPENSSL_USE_STATIC_LIBS ON)
add_compile_options(-ffunction-sections -fdata-sections)
add_library(grafake_static_start OBJECT ${CMAKE_CURRENT_LIST_DIR}/static_start.cc)
target_link_libraries(grafake_static_start PRIVATE grafake_build)
add_link_options($<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:-static-pie> LINKER:--gc-sections -s)
# Addresses that are put right at the start take a tenth of the room when they are packed, which binutils 2.40 does here
# alone.
if(CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64)
  add_link_options(LINKER:-z,pack-relative-relocs)
endif()
