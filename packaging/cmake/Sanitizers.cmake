# A sanitizer belongs to the whole program, so these flags are the one directory-wide setting. A program that goes on
# after undefined behavior would be half as large again, and take as much longer to compile.

if(GABOR_SANITIZE)
    add_compile_options(-fsanitize=${GABOR_SANITIZE} -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${GABOR_SANITIZE})
    # Watched programs are four times as large: mold links them in a third of the processor time, where it is present.
    include(CheckLinkerFlag)
    check_linker_flag(CXX -fuse-ld=mold GABOR_LINKS_BY_MOLD)
    if(GABOR_LINKS_BY_MOLD)
        add_link_options(-fuse-ld=mold)
    endif()
endif()

# What a fuzzer learns its way by; only the fuzzers themselves are linked with its main().
if(GABOR_FUZZERS)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
