// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/window.h"

#include <cstdint>
#include <optional>

namespace gabor {

enum class Detrend { None, Constant, Linear };

/// Where frames stand.
enum class FrameBoundary {
    Inside, ///< only where the window covers samples alone: scipy.signal.spectrogram
    Padded ///< from the first sample to the last, with zeros beyond them: scipy.signal.stft(boundary='zeros', padded=True)
};

/// Decides the numbers of a spectrogram and nothing of its look.
struct StftParameters
{
    WindowSpec window{};
    int windowLength = 2048;         ///< samples under the window (SciPy's nperseg)
    int hop = 512;                   ///< samples from one frame to the next (nperseg - noverlap)
    int nfft = 4096;                 ///< >= windowLength, odd allowed; what exceeds windowLength is zeros
    Detrend detrend = Detrend::None; ///< of every frame, before the window
    FrameBoundary boundary = FrameBoundary::Inside;

    int binCount() const { return nfft / 2 + 1; }
    int noverlap() const { return windowLength - hop; }

    friend bool operator==(const StftParameters&, const StftParameters&) = default;
};

/// Beyond this a transform would take seconds and gigabytes.
inline constexpr int maximumNfft = 1 << 20;

struct StftFault
{
    enum class Rule {
        WindowLengthNotPositive,
        HopNotPositive,
        HopExceedsWindow,
        NfftBelowWindow,
        NfftTooLarge,
        Window
    };
    Rule rule;
    WindowFault window{}; ///< when rule is Window
};

/// The first rule that @p parameters break, or nothing when they may be used.
std::optional<StftFault> faultIn(const StftParameters& parameters);

/// The first sample under frame @p frame: f*hop, and windowLength/2 (rounded down) before that where frames are padded.
std::int64_t frameBegin(const StftParameters& parameters, std::int64_t frame);

/// Frames of a sound of @p sampleCount samples: frame f covers [frameBegin(f), frameBegin(f) + windowLength).
std::int64_t frameCount(const StftParameters& parameters, std::int64_t sampleCount);

/// Those of them that more samples behind the last would not change.
std::int64_t lastingFrameCount(const StftParameters& parameters, std::int64_t sampleCount);

/// Whether frame @p frame reaches over an end of a sound of @p sampleCount samples.
bool reachesOver(const StftParameters& parameters, std::int64_t frame, std::int64_t sampleCount);

/// Sample position of the middle of frame @p frame: frameBegin + windowLength/2, not rounded, as scipy.signal.spectrogram
/// has it. (scipy.signal.stft says half a sample less for padded windows of odd length.)
double frameCenter(const StftParameters& parameters, double frame);

/// Hz from one bin to the next.
double binSpacingHz(const StftParameters& parameters, double sampleRate);

/// Equivalent noise bandwidth of @p coefficients in bins of a transform of their own length: n * sum(w²) / sum(w)².
double equivalentNoiseBandwidth(std::span<const double> coefficients);

} // namespace gabor
