// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

namespace gabor {

/// The first samples of @p whole as a sound of their own, which ends there: for a look at a file of any length.
/// @param sampleCount  of each channel, > 0; all there are where there are fewer
std::shared_ptr<const SampleSource> beginningOf(std::shared_ptr<const SampleSource> whole, std::int64_t sampleCount);

} // namespace gabor
