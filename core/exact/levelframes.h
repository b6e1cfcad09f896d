// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exact/exactspectrogram.h"

namespace gabor {

/// Levels in dBFS as the screen shows them: a sine of amplitude 1, on a bin, reads 0 dB, and so does a constant of 1 in
/// the first row. Silence gives -infinity, NaN stays.
class LevelFrames final : public FrameSource
{
public:
    /// @param spectrogram  scaling spectrum, mode psd, one-sided, SciPy's convention; must outlive this
    explicit LevelFrames(const ExactSpectrogram& spectrogram);

    std::int64_t frameCount() const override { return m_spectrogram.frameCount(); }
    std::size_t valuesPerFrame() const override { return m_spectrogram.valuesPerFrame(); }
    std::unique_ptr<Scratch> makeScratch() const override { return m_spectrogram.makeScratch(); }
    std::size_t scratchBytes() const override { return m_spectrogram.scratchBytes(); }
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    const ExactSpectrogram& m_spectrogram;
};

} // namespace gabor
