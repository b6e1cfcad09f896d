// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/framesource.h"

namespace gabor {

/// Half-open run of rows [begin, end) of a frame.
struct RowRange
{
    int begin = 0;
    int end = 0;

    int size() const { return end > begin ? end - begin : 0; }
    friend bool operator==(const RowRange&, const RowRange&) = default;
};

/// The rows of a band alone, out of frames that have more.
class BandFrames final : public FrameSource
{
public:
    /// @param inner         must outlive this
    /// @param rows          not empty, within what @p inner has
    /// @param valuesPerRow  2 where the rows of @p inner are complex, else 1
    BandFrames(const FrameSource& inner, RowRange rows, std::size_t valuesPerRow);

    std::int64_t frameCount() const override { return m_inner.frameCount(); }
    std::size_t valuesPerFrame() const override { return m_count; }
    std::unique_ptr<Scratch> makeScratch() const override;
    std::size_t scratchBytes() const override;
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    struct Workspace;

    const FrameSource& m_inner;
    std::size_t m_first; ///< value of a frame
    std::size_t m_count; ///< values
};

} // namespace gabor
