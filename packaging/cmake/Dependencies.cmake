# Everything that Gabor builds on, found with a message that says what to install.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

function(gabor_require_package target module debian_package)
    pkg_check_modules(${target} QUIET IMPORTED_TARGET GLOBAL ${module})
    if(NOT ${target}_FOUND)
        message(FATAL_ERROR "Gabor needs ${module}. On Debian: apt-get install ${debian_package}")
    endif()
endfunction()

# The name under which a package's library is found when a program runs, as the library itself has it.
function(gabor_soname variable target)
    get_target_property(libraries PkgConfig::${target} INTERFACE_LINK_LIBRARIES)
    list(GET libraries 0 library) # what it needs itself comes after it
    execute_process(COMMAND "${CMAKE_READELF}" -d "${library}" OUTPUT_VARIABLE sections)
    if(NOT sections MATCHES "SONAME[^[]*\\[([^]]+)\\]")
        message(FATAL_ERROR "${library} is no shared library")
    endif()
    set(${variable} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

gabor_require_package(FFTW3 fftw3 libfftw3-dev)
gabor_require_package(FFTW3F fftw3f libfftw3-dev)
gabor_require_package(AVFORMAT libavformat libavformat-dev)
gabor_require_package(AVCODEC libavcodec libavcodec-dev)
gabor_require_package(AVUTIL libavutil libavutil-dev)
gabor_require_package(FLAC flac libflac-dev)
gabor_require_package(LIBCRYPTO libcrypto libssl-dev)
gabor_require_package(DEFLATE libdeflate libdeflate-dev)
gabor_require_package(FONTCONFIG fontconfig libfontconfig-dev)
gabor_require_package(PNG libpng libpng-dev)
gabor_require_package(TIFF libtiff-4 libtiff-dev)
gabor_require_package(WEBP libwebp libwebp-dev)
gabor_require_package(WEBPMUX libwebpmux libwebp-dev)
gabor_require_package(ZLIB zlib zlib1g-dev)

find_package(Qt6 6.4 QUIET COMPONENTS Widgets PrintSupport Svg Test)
if(NOT Qt6_FOUND)
    message(FATAL_ERROR "Gabor needs Qt 6.4 or newer. On Debian: apt-get install qt6-base-dev qt6-svg-dev libqt6svg6")
endif()

# Debian's QCustomPlot is a Qt 6 build with a CMake package that expects Qt6 to be found before it.
find_package(QCustomPlotQt6 CONFIG QUIET)
if(NOT TARGET QCustomPlotQt6::QCustomPlotQt6)
    message(FATAL_ERROR "Gabor needs the Qt 6 build of QCustomPlot 2.1. On Debian: apt-get install libqcustomplot-dev")
endif()

if(GABOR_BENCHMARKS)
    find_package(benchmark QUIET)
    if(NOT benchmark_FOUND)
        message(FATAL_ERROR "The benchmarks need Google Benchmark. On Debian: apt-get install libbenchmark-dev")
    endif()
endif()
