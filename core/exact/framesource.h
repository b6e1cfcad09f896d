// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace gabor {

/// A table with one column a frame, whose columns are computed when they are asked for. Any thread, each with a
/// scratch of its own.
class FrameSource
{
public:
    /// The working memory of one thread.
    class Scratch
    {
    public:
        virtual ~Scratch() = default;
    };

    virtual ~FrameSource() = default;

    virtual std::int64_t frameCount() const = 0;
    /// Values of one frame: its rows from the first; a complex row is two values, real and imaginary part.
    virtual std::size_t valuesPerFrame() const = 0;

    /// Throws std::bad_alloc.
    virtual std::unique_ptr<Scratch> makeScratch() const = 0;
    /// About what a scratch takes.
    virtual std::size_t scratchBytes() const = 0;

    /// Computes frames from @p firstFrame on.
    /// @param frames   out, a whole number of frames, one after another, none beyond frameCount()
    /// @param scratch  what makeScratch gave, used by no other thread meanwhile
    /// @return what reading the sound met. A frame that needs a NaN or infinite sample is NaN throughout.
    /// Reads the sound, so it may block. Throws std::bad_alloc.
    virtual ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const = 0;
};

} // namespace gabor
