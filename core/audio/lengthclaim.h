// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

struct AVFormatContext;
struct AVStream;

namespace gabor {

/// How long a header says that its sound is. Of fifteen kinds of compressed files, eleven are wrong to some degree.
struct LengthClaim
{
    std::int64_t samples = 0;   ///< 0 = it does not say
    std::int64_t tolerance = 0; ///< samples by which honest files of the kind miss it: delay, padding, coarse clocks
    bool isEstimate = false;    ///< guessed from the bit rate; nothing was promised

    /// Whether @p decoded samples belie the claim.
    bool isBelied(std::int64_t decoded) const;
    /// The claim, or 0 where it cannot be: when it leaves less than 64 bits of the file for a second of sound.
    std::int64_t believable(double sampleRate, std::int64_t fileBytes) const;
    /// Samples of the longest claim that is.
    static std::int64_t mostBelievable(double sampleRate, std::int64_t fileBytes);
};

/// @param sampleRate  Hz, of the decoded sound
LengthClaim lengthClaim(const AVFormatContext& format, const AVStream& stream, int sampleRate);

} // namespace gabor
