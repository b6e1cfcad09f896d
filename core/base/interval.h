// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace gabor {

/// Half-open run of samples [begin, end), counted from the first sample of the sound.
struct SampleInterval
{
    std::int64_t begin = 0;
    std::int64_t end = 0;

    constexpr std::int64_t size() const { return end > begin ? end - begin : 0; }
    constexpr bool empty() const { return end <= begin; }
    constexpr bool contains(std::int64_t sample) const { return sample >= begin && sample < end; }

    friend bool operator==(const SampleInterval&, const SampleInterval&) = default;
};

/// What @p a and @p b share; empty when they do not touch.
constexpr SampleInterval intersection(SampleInterval a, SampleInterval b)
{
    const SampleInterval shared{std::max(a.begin, b.begin), std::min(a.end, b.end)};
    return shared.empty() ? SampleInterval{shared.begin, shared.begin} : shared;
}

} // namespace gabor
