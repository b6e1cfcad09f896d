# gabor::warnings: what every target of the house is compiled with.
# (Not -Wnull-dereference: GCC 12 finds null pointers inside the standard library where there are none.)

add_library(gabor_warnings INTERFACE)
add_library(gabor::warnings ALIAS gabor_warnings)
target_compile_options(gabor_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wcast-align
    -Wdouble-promotion -Wformat=2 -Wimplicit-fallthrough
    $<$<BOOL:${GABOR_WERROR}>:-Werror>)
