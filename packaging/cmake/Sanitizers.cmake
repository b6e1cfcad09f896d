# A sanitizer belongs to the whole program, so these flags are the one directory-wide setting.

if(GABOR_SANITIZE)
    add_compile_options(-fsanitize=${GABOR_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${GABOR_SANITIZE})
endif()
