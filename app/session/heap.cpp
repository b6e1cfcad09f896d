// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/heap.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace gabor {

void shareFewHeaps()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 4);
#endif
}

void returnFreeMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace gabor
