// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"
#include "core/pixels/displayparameters.h"
#include "core/pixels/levelgrid.h"

namespace gabor {

/// All that someone else needs to know to make the array and the picture on the screen again from the same file.
struct AnalysisRecipe
{
    SoundDescription sound; ///< of a file
    ChannelChoice channel;
    StftParameters stft; ///< without fault, its window no longer than the sound
    DisplayParameters display;
    PictureSpan span;                         ///< the visible part
    Reduction reduction = Reduction::Maximum; ///< of the cells that share a pixel
};

} // namespace gabor
