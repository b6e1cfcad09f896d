// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/levelgrid.h"

namespace gabor {

/// topLevel() of a picture of some 256 to 512 columns and at most 512 rows, whatever the size of the one that @p known is
/// known for: the same sound looked at in the same way has the same automatic limits in every window and every image.
/// Its columns are runs of 2^n frames that lie in @p span as a whole, of which every finer level of detail gives the very
/// same; only a picture less than 256 pixels wide knows no more than coarser ones.
/// @param known  nothing of it provisional
/// @param bands  what reduceBands() has left for topFrame(), or nothing; it is filled up
std::optional<float> topLevel(const KnownSpectrogram& known, const PictureSpan& span, FrequencyScale scale,
                              const GridValues& values, BandCache& bands);
/// The same without them.
std::optional<float> topLevel(const KnownSpectrogram& known, const PictureSpan& span, FrequencyScale scale,
                              const GridValues& values);

/// The picture whose rows topLevel() looks at.
PictureFrame topFrame(const PictureSpan& span, FrequencyScale scale);

} // namespace gabor
