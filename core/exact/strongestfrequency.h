// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/computeframes.h"

#include <memory>
#include <optional>

namespace gabor {

/// Hz of the strongest bin of the mean power spectrum of a whole channel: Hann windows of 8192 samples side by side
/// (or the whole of a shorter sound), each freed from its mean. The answer is a bin's, so it is right to half a bin,
/// sampleRate / 16384. Nothing for silence, and when the sound cannot be read.
std::optional<double> strongestFrequencyHz(const std::shared_ptr<const SampleSource>& source, ChannelChoice channel,
                                           const FrameProgress& progress = {});

} // namespace gabor
