# Finds LibTorch in the folder LibTorch_ROOT (the `torch` folder of a wheel, or a LibTorch download; a variable or in the environment),
# else where packaging/start puts it, and makes the target LibTorch::LibTorch from libtorch_cpu and libc10. libtorch.so is never
# linked: it drags in the CUDA libraries, which the engine opens at run time where there is a GPU.
include(TunesmithWheel)
tunesmith_wheel_root(LibTorch_ROOT "libtorch-*/torch")
# What was found under another root before is no longer meant.
if(LibTorch_ROOT AND LibTorch_CPU_LIBRARY)
  cmake_path(IS_PREFIX LibTorch_ROOT "${LibTorch_CPU_LIBRARY}" NORMALIZE _same_root)
  if(NOT _same_root)
    unset(LibTorch_INCLUDE_DIR CACHE)
    unset(LibTorch_CPU_LIBRARY CACHE)
    unset(LibTorch_C10_LIBRARY CACHE)
  endif()
endif()
find_path(LibTorch_INCLUDE_DIR ATen/core/Tensor.h PATHS "${LibTorch_ROOT}/include" NO_DEFAULT_PATH)
find_library(LibTorch_CPU_LIBRARY torch_cpu PATHS "${LibTorch_ROOT}/lib" NO_DEFAULT_PATH)
find_library(LibTorch_C10_LIBRARY c10 PATHS "${LibTorch_ROOT}/lib" NO_DEFAULT_PATH)
if(LibTorch_INCLUDE_DIR AND EXISTS "${LibTorch_INCLUDE_DIR}/torch/headeronly/version.h")
  file(STRINGS "${LibTorch_INCLUDE_DIR}/torch/headeronly/version.h" _version REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
  string(REGEX REPLACE "[^0-9]+([0-9]+)[^0-9]+([0-9]+)[^0-9]+([0-9]+).*" "\\1.\\2.\\3" LibTorch_VERSION "${_version}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibTorch
  REQUIRED_VARS LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY LibTorch_INCLUDE_DIR VERSION_VAR LibTorch_VERSION
  REASON_FAILURE_MESSAGE "Run packaging/start, or set LibTorch_ROOT to a LibTorch of version 2.11 or newer.")
if(LibTorch_FOUND AND NOT TARGET LibTorch::LibTorch)
  add_library(LibTorch::LibTorch INTERFACE IMPORTED)
  target_include_directories(LibTorch::LibTorch SYSTEM INTERFACE
    "${LibTorch_INCLUDE_DIR}" "${LibTorch_INCLUDE_DIR}/torch/csrc/api/include")
  target_compile_definitions(LibTorch::LibTorch INTERFACE AT_PER_OPERATOR_HEADERS)
  target_link_libraries(LibTorch::LibTorch INTERFACE "${LibTorch_CPU_LIBRARY}" "${LibTorch_C10_LIBRARY}")
  if(UNIX AND NOT APPLE)
    target_link_options(LibTorch::LibTorch INTERFACE -Wl,--allow-shlib-undefined)
  endif()
endif()
mark_as_advanced(LibTorch_INCLUDE_DIR LibTorch_CPU_LIBRARY LibTorch_C10_LIBRARY)
