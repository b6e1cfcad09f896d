// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/framesource.h"

namespace gabor {

/// Frames of real values that are not negative, as levels: factor * log10(value). 0 gives -infinity, NaN stays.
class DecibelFrames final : public FrameSource
{
public:
    static constexpr double ofPower = 10;
    static constexpr double ofAmplitude = 20;

    /// @param inner   must outlive this
    /// @param factor  ofPower or ofAmplitude
    DecibelFrames(const FrameSource& inner, double factor) : m_inner(inner), m_factor(factor) { }

    std::int64_t frameCount() const override { return m_inner.frameCount(); }
    std::size_t valuesPerFrame() const override { return m_inner.valuesPerFrame(); }
    std::unique_ptr<Scratch> makeScratch() const override { return m_inner.makeScratch(); }
    std::size_t scratchBytes() const override { return m_inner.scratchBytes(); }
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    const FrameSource& m_inner;
    double m_factor;
};

} // namespace gabor
