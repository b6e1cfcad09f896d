// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/dsp/fftplan.h"
#include "core/exact/extendedsignal.h"
#include "core/exact/framesource.h"
#include "core/exact/spectrogramparameters.h"
#include "core/exact/timeaxis.h"

#include <vector>

namespace gabor {

/// The array of scipy.signal.spectrogram, scipy.signal.stft or matplotlib.mlab.specgram over one run of a sound, in
/// double precision. Nothing is computed before it is asked for, and memory does not grow with the sound.
///
/// Frame k covers samples [k*hop, k*hop + nperseg) of the run, after boundary and padding; what does not fill a frame
/// at its end is dropped. Each frame is detrended, multiplied by the window and transformed; the phase counts from its
/// first sample. Silence gives exactly 0.
class ExactSpectrogram final : public FrameSource
{
public:
    /// @param channel     of the source, or the mix
    /// @param interval    what to take, within what the source has; boundary means the ends of this run
    /// @param parameters  without fault for interval.size() samples
    /// Throws std::bad_alloc.
    ExactSpectrogram(std::shared_ptr<const SampleSource> source, ChannelChoice channel, SampleInterval interval,
                     const ExactParameters& parameters);

    /// In force: nperseg is the window's true length.
    const ExactParameters& parameters() const { return m_parameters; }
    bool isComplex() const { return m_parameters.mode == SpectrumMode::Complex; }
    int rowCount() const { return m_parameters.rowCount(); }

    /// Hz of each row. One-sided: 0, 1, .., nfft/2 times sampleRate/nfft. Two-sided: 0, 1, .., -2, -1 (for even nfft
    /// the middle row is -sampleRate/2), under mlab's convention the same in ascending order.
    std::vector<double> frequenciesHz() const;
    /// The middle of each frame, start + nperseg/2 not rounded, from the beginning of the sound (not of the interval).
    TimeAxis times() const;

    std::int64_t frameCount() const override { return m_frameCount; }
    std::size_t valuesPerFrame() const override;
    std::unique_ptr<Scratch> makeScratch() const override;
    std::size_t scratchBytes() const override;
    ReadOutcome compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const override;

private:
    struct Workspace;

    void computeFrame(std::span<const double> samples, std::span<double> column, Workspace& workspace) const;
    void writeColumn(std::span<const std::complex<double>> bins, std::span<double> column) const;

    ExactParameters m_parameters;
    double m_sampleRate;
    SampleInterval m_interval;
    ExtendedSignal m_signal;
    std::int64_t m_frameCount;
    std::vector<double> m_window;
    double m_powerScale;
    const FftPlan<double>* m_plan;
};

} // namespace gabor
