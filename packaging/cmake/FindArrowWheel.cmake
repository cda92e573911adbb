# Finds Apache Arrow C++ in the folder ArrowWheel_ROOT (the `pyarrow` folder of a wheel: include/, libarrow.so.2600, ...; a variable or
# in the environment), else where packaging/start puts it, and makes the targets ArrowWheel::Arrow and ArrowWheel::Parquet. The
# libraries are linked by path: their names carry their version.
include(TunesmithWheel)
tunesmith_wheel_root(ArrowWheel_ROOT "arrow-*/pyarrow")
set(ArrowWheel_VERSION "")
if(ArrowWheel_ROOT)
  file(GLOB ArrowWheel_ARROW_LIBRARY "${ArrowWheel_ROOT}/libarrow.so.*" "${ArrowWheel_ROOT}/libarrow.*.dylib" "${ArrowWheel_ROOT}/arrow.lib")
  file(GLOB ArrowWheel_PARQUET_LIBRARY "${ArrowWheel_ROOT}/libparquet.so.*" "${ArrowWheel_ROOT}/libparquet.*.dylib" "${ArrowWheel_ROOT}/parquet.lib")
  if(EXISTS "${ArrowWheel_ROOT}/include/arrow/util/config.h")
    set(ArrowWheel_INCLUDE_DIR "${ArrowWheel_ROOT}/include")
    file(STRINGS "${ArrowWheel_INCLUDE_DIR}/arrow/util/config.h" _version REGEX "define ARROW_VERSION_STRING")
    string(REGEX REPLACE ".*\"([0-9.]+)\".*" "\\1" ArrowWheel_VERSION "${_version}")
  endif()
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(ArrowWheel
  REQUIRED_VARS ArrowWheel_ARROW_LIBRARY ArrowWheel_PARQUET_LIBRARY ArrowWheel_INCLUDE_DIR VERSION_VAR ArrowWheel_VERSION
  REASON_FAILURE_MESSAGE "Run packaging/start, or set ArrowWheel_ROOT to the pyarrow folder of a wheel of version 26 or newer.")
if(ArrowWheel_FOUND AND NOT TARGET ArrowWheel::Arrow)
  foreach(_part Arrow Parquet)
    string(TOUPPER "${_part}" _name)
    list(GET ArrowWheel_${_name}_LIBRARY 0 _library)
    add_library(ArrowWheel::${_part} SHARED IMPORTED GLOBAL)
    set_target_properties(ArrowWheel::${_part} PROPERTIES
      IMPORTED_LOCATION "${_library}" IMPORTED_IMPLIB "${_library}" INTERFACE_INCLUDE_DIRECTORIES "${ArrowWheel_INCLUDE_DIR}")
  endforeach()
  target_link_libraries(ArrowWheel::Parquet INTERFACE ArrowWheel::Arrow)
endif()
