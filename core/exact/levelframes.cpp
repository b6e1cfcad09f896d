// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/levelframes.h"

#include "core/dsp/levels.h"

#include <cassert>

namespace gabor {

LevelFrames::LevelFrames(const ExactSpectrogram& spectrogram) : m_spectrogram(spectrogram)
{
    [[maybe_unused]] const ExactParameters& parameters = spectrogram.parameters();
    assert(parameters.scaling == SpectrumScaling::Spectrum && parameters.mode == SpectrumMode::Psd);
    assert(!parameters.twoSided && parameters.convention == SpectrumConvention::Scipy);
}

ReadOutcome LevelFrames::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    const ReadOutcome outcome = m_spectrogram.compute(firstFrame, frames, scratch);
    const std::size_t rows = valuesPerFrame();
    const bool lastIsSingle = m_spectrogram.parameters().nfft % 2 == 0;
    for (; !frames.empty(); frames = frames.subspan(rows)) {
        for (std::size_t row = 0; row < rows; ++row) {
            const bool isSingle = row == 0 || (lastIsSingle && row == rows - 1);
            // A sine of amplitude 1 has the power 1/2, a constant of 1 has 1.
            frames[row] = decibelsFromPower(isSingle ? frames[row] : 2 * frames[row]);
        }
    }
    return outcome;
}

} // namespace gabor
