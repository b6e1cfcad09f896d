// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/framesource.h"

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>

namespace gabor {

/// Half-open run of frames [begin, end).
struct FrameRange
{
    std::int64_t begin = 0;
    std::int64_t end = 0;

    friend bool operator==(const FrameRange&, const FrameRange&) = default;
};

/// How a computation of many frames came to its end.
struct ComputeOutcome
{
    enum class End {
        Done,
        Stopped,     ///< the stop token fired
        SinkRefused, ///< the sink said that it takes no more
        CannotRead,  ///< errorNumber: the sound could not be read
        NoMemory
    };
    End end = End::Done;
    int errorNumber = 0;
    std::int64_t framesDelivered = 0;
    std::int64_t nonFinite = 0; ///< NaN and infinite samples met; one that several blocks need counts for each
};

/// Takes whole frames, one after another, each FrameSource::valuesPerFrame() values. False ends the computation.
using FrameSink = std::function<bool(std::int64_t firstFrame, std::span<const double> frames)>;
/// Told after every delivery, on the caller's thread.
using FrameProgress = std::function<void(std::int64_t framesDone, std::int64_t framesInAll)>;

/// Computes @p range on a few threads and hands the frames to @p sink in their order, on the caller's thread, in blocks
/// of about a megabyte. Memory depends on the size of a frame alone.
/// @param range        within [0, source.frameCount()]
/// @param workerCount  0 for as many as are useful
/// Never throws, unless the sink or @p progress does.
ComputeOutcome computeFrames(const FrameSource& source, FrameRange range, const FrameSink& sink,
                             const std::stop_token& stop = {}, const FrameProgress& progress = {}, int workerCount = 0);

/// All of them.
ComputeOutcome computeAllFrames(const FrameSource& source, const FrameSink& sink, const std::stop_token& stop = {},
                                const FrameProgress& progress = {});

} // namespace gabor
