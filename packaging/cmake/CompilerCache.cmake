# ccache where it is present. Precompiled headers need its sloppiness to be told.

find_program(GABOR_CCACHE ccache)
mark_as_advanced(GABOR_CCACHE)
if(GABOR_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;${GABOR_CCACHE}")
endif()
