// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/powerreduction.h"

#include "core/base/vectorized.h"

#include <cassert>

namespace gabor {

namespace {

GABOR_VECTORIZED void takeHigher(const float* powers, float* column, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        column[k] = powers[k] > column[k] ? powers[k] : column[k];
}

GABOR_VECTORIZED void add(const float* powers, float* column, std::size_t count)
{
    for (std::size_t k = 0; k < count; ++k)
        column[k] += powers[k];
}

} // namespace

void reducePowers(std::span<const float> powers, PowerReduction reduction, std::span<float> column)
{
    assert(powers.size() == column.size());
    if (reduction == PowerReduction::Maximum)
        takeHigher(powers.data(), column.data(), column.size());
    else
        add(powers.data(), column.data(), column.size());
}

} // namespace gabor
