// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sampleformat.h"
#include "core/audio/samplesource.h"
#include "core/base/descriptor.h"
#include "core/base/interval.h"

namespace gabor {

/// What reading interleaved samples met.
struct PcmRead
{
    ReadOutcome outcome;
    /// The first sample that should have been there and was not, or -1: the file has shrunk, or cannot be read.
    std::int64_t firstMissing = -1;
};

/// Which of @p count places for the samples from @p first on lie in a sound of @p available samples; the rest is 0.
SampleInterval placesInside(std::int64_t first, std::int64_t count, std::int64_t available);

/// Samples [first, first + out.size()) of @p channel; those outside [0, available) are 0. Any thread.
/// Goes through the file in blocks of 256 KiB with memory to match, however long @p out is.
/// A file that ends too early gives zeros and the error ENODATA.
PcmRead readPcm(const Descriptor& file, const InterleavedSamples& layout, std::int64_t available, std::int64_t first,
                ChannelChoice channel, std::span<float> out);
PcmRead readPcm(const Descriptor& file, const InterleavedSamples& layout, std::int64_t available, std::int64_t first,
                ChannelChoice channel, std::span<double> out);

/// NaN and infinite samples of every channel in [begin, end); what cannot be read counts as none.
std::int64_t countNonFinite(const Descriptor& file, const InterleavedSamples& layout, std::int64_t begin,
                            std::int64_t end);

} // namespace gabor
