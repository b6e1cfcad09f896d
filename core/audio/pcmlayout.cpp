// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmlayout.h"

#include <algorithm>

namespace gabor {

PcmFinding findPcm(HeaderReader& reader)
{
    for (const auto find : {findPcmInWav, findPcmInWave64, findPcmInAiff, findPcmInAu, findPcmInCaf}) {
        PcmFinding finding = find(reader);
        if (!std::holds_alternative<NotPcm>(finding))
            return finding;
    }
    return NotPcm{};
}

bool isSaneFormat(double sampleRate, std::int64_t channelCount)
{
    return sampleRate >= 1e-3 && sampleRate <= 1e12 && channelCount >= 1 && channelCount <= 1024;
}

PcmFinding weigh(const PcmClaim& claim, std::int64_t fileBytes)
{
    if (!isSaneFormat(claim.sampleRate, claim.channelCount))
        return OpenFault::Kind::BadFormat;
    PcmLayout layout{.container = claim.container,
                     .samples = {.format = claim.format,
                                 .byteOrder = claim.byteOrder,
                                 .channelCount = static_cast<int>(claim.channelCount),
                                 .begin = claim.begin},
                     .sampleRate = claim.sampleRate,
                     .sampleCount = 0,
                     .notices = {}};
    const auto there = static_cast<std::uint64_t>(std::max<std::int64_t>(0, fileBytes - claim.begin));
    const std::uint64_t claimed = claim.dataBytes.value_or(there);
    // A recorder that ran past 4 GiB leaves a 32-bit size that has begun anew from 0.
    const bool wrapped = claimed < there && (there - claimed) % (1ULL << 32) == 0;
    const auto block = static_cast<std::uint64_t>(layout.samples.blockBytes());
    const bool isNone = claimed < block && there >= block; // as when it was never filled in
    const bool lies = claimed > there || isNone || wrapped;
    const auto bytes = static_cast<std::int64_t>(lies ? there : claimed);
    layout.sampleCount = bytes / layout.samples.blockBytes();
    if (layout.sampleCount == 0)
        return layout;
    if (lies)
        layout.notices.push_back({.kind = SoundNotice::Kind::LengthDiffers, .count = layout.sampleCount});
    if (claimed > there && bytes % layout.samples.blockBytes() != 0)
        layout.notices.push_back({.kind = SoundNotice::Kind::CutOff, .count = layout.sampleCount});
    return layout;
}

} // namespace gabor
