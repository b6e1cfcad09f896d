// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/upperlanes.h"

namespace gabor {

#if defined(__GNUC__) && defined(__x86_64__)

namespace {

__attribute__((target("avx"))) void clear()
{
    __builtin_ia32_vzeroupper();
}

} // namespace

void clearUpperLanes()
{
    if (__builtin_cpu_supports("avx"))
        clear();
}

#else

void clearUpperLanes() { }

#endif

} // namespace gabor
