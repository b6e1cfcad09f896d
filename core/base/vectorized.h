// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>

/// Marks a hot loop: compiled twice, for every x86-64 and for those with AVX2 and FMA, and chosen when the program
/// starts. (GCC 12 does not vectorise loops of unknown length at -O2, hence O3.) Products and sums are not fused, so
/// that both give the same values. Elsewhere it means nothing; sanitizers cannot bear the indirect functions it makes.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__)                          \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define GABOR_VECTORIZED __attribute__((target_clones("arch=x86-64-v3", "default"), optimize("O3", "fp-contract=off")))
#else
#define GABOR_VECTORIZED
#endif

namespace gabor {

/// Eight floats that are worked on side by side, for loops whose running values would otherwise be one chain of steps that
/// wait for each other: the compiler must not reorder a sum by itself, and does not.
using FloatLanes = float __attribute__((vector_size(8 * sizeof(float))));
inline constexpr std::size_t floatLanes = 8;

/// By reference, as how such a value is returned depends on the instruction set.
inline void loadLanes(const float* from, FloatLanes& into)
{
    std::memcpy(&into, from, sizeof into);
}

inline void storeLanes(const FloatLanes& from, float* into)
{
    std::memcpy(into, &from, sizeof from);
}

} // namespace gabor
