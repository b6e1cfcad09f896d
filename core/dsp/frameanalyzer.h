// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/fftplan.h"
#include "core/dsp/powerreduction.h"
#include "core/dsp/stftparameters.h"

#include <complex>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace gabor {

/// The window of an analysis, computed once and then shared by every thread.
struct AnalysisWindow
{
    std::vector<float> coefficients; ///< windowLength values
    double sum = 0;                  ///< of the coefficients in double precision, not 0, may be negative
    double sumOfSquares = 0;
};

/// The window of @p parameters, which have no fault. Any thread.
std::shared_ptr<const AnalysisWindow> makeAnalysisWindow(const StftParameters& parameters);

/// Frames of up to so many values are transformed two at a time. Beyond, the complex transform no longer fits into the
/// nearest cache and costs as much as two real ones.
inline constexpr int largestPairedSize = 8192;

/// Plans the transform of nearly every frame under @p parameters, which takes a millisecond or more for a size that was
/// not asked for before: for who knows sooner than the sound what a FrameAnalyzer will be needed for. Any thread. Throws
/// std::bad_alloc.
void planTransforms(const StftParameters& parameters, PlanChoice plans);

/// Takes frames of sound to powers, in single precision: within 0.01 dB down to 60 dB below the strongest bin of the
/// frame, within 0.1 dB down to 100 dB below. It holds the scratch memory of one thread; making one for every job is
/// cheap once the window is there. Transforms are planned by the first frame that needs them, where nobody has before:
/// taking a frame may throw std::bad_alloc.
class FrameAnalyzer
{
public:
    /// @param parameters  without fault
    /// @param window      what makeAnalysisWindow gave for them
    /// Throws std::bad_alloc.
    FrameAnalyzer(const StftParameters& parameters, std::shared_ptr<const AnalysisWindow> window,
                  PlanChoice plans = PlanChoice::Reproducible);

    int windowLength() const { return static_cast<int>(m_window->coefficients.size()); }
    int binCount() const { return m_nfft / 2 + 1; }

    /// Where the results of a frame go, each binCount() values.
    struct Bins
    {
        std::span<float> powers;             ///< one-sided, re the power of a full-scale sine (see levels.h)
        std::span<std::uint8_t> phases = {}; ///< see phases.h; empty: not wanted
    };

    /// Detrends, windows, appends nfft - windowLength zeros and transforms one frame.
    /// @param samples  windowLength() samples, full scale 1; a NaN makes every power NaN, silence every power exactly 0
    void analyze(std::span<const float> samples, const Bins& bins);
    void analyze(std::span<const float> samples, std::span<float> powers) { analyze(samples, Bins{powers}); }

    /// The same for two frames at once, in little more time than one takes: they go through one complex transform as its
    /// real and imaginary part. Where the louder one's rounding would show in the quieter one, and at sizes where it
    /// does not pay, they go one after the other.
    void analyzePair(std::span<const float> first, std::span<const float> second, const Bins& firstBins,
                     const Bins& secondBins);
    void analyzePair(std::span<const float> first, std::span<const float> second, std::span<float> firstPowers,
                     std::span<float> secondPowers)
    {
        analyzePair(first, second, Bins{firstPowers}, Bins{secondPowers});
    }

    /// Two frames of one column, of which only the column's reduced powers are wanted: the quickest way of all.
    /// @param column  binCount() powers, which the frames' are taken into
    void reducePair(std::span<const float> first, std::span<const float> second, PowerReduction reduction,
                    std::span<float> column);

private:
    /// Scratch memory of the complex transform; there only once a pair came.
    struct PairScratch
    {
        PairScratch(int nfft, PlanChoice plans);
        const FftPlan<std::complex<float>>* plan;
        FftBuffer<float> secondSamples;
        FftBuffer<std::complex<float>> samples;
        FftBuffer<std::complex<float>> bins;
    };

    void window(std::span<const float> samples, FftBuffer<float>& windowed) const;
    bool transformPair(std::span<const float> first, std::span<const float> second);
    bool preparePair(std::span<const float> first, std::span<const float> second);
    void giveSilence(const Bins& bins);
    void transform(const FftBuffer<float>& windowed, const Bins& bins);

    int m_nfft;
    Detrend m_detrend;
    PlanChoice m_plans;
    std::shared_ptr<const AnalysisWindow> m_window;
    const FftPlan<float>* m_plan = nullptr; ///< of single frames, which many sounds have none of
    FftBuffer<float> m_samples;
    FftBuffer<std::complex<float>> m_bins;
    std::vector<float> m_powers; ///< of one frame on its way into a column
    std::unique_ptr<PairScratch> m_pair;
};

} // namespace gabor
