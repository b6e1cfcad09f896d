// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/stftparameters.h"
#include "core/dsp/window.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace gabor {

/// What a value is measured in. n coefficients w of the window; the transform's length does not enter.
enum class SpectrumScaling {
    Density,  ///< power per Hz: s = 1 / (sampleRate * sum(w²))
    Spectrum, ///< power: s = 1 / sum(w)²
    Unscaled  ///< the bare transform, s = 1, as librosa and tf.signal take it; SciPy has no name for it
};

/// What becomes of the bins X. Z = sqrt(s) X.
enum class SpectrumMode {
    Psd,       ///< s |X|²; one-sided, the bins that have a mirror image count twice
    Complex,   ///< Z
    Magnitude, ///< |Z|, never doubled
    Angle,     ///< arg Z in radians, (-pi, pi]
    Phase      ///< arg Z unwrapped along frequency, from the first row
};

/// How the sound goes on beyond its ends, by nperseg / 2 (rounded down) samples each way. E0, E1, ... are its samples.
enum class Boundary {
    None,    ///< not at all: only frames inside
    Zeros,   ///< 0
    Even,    ///< mirrored: E2 E1 | E0 E1 E2
    Odd,     ///< mirrored through the end's point: 2 E0 - E2, 2 E0 - E1 | E0
    Constant ///< the end's sample
};

/// Whose rules hold where SciPy and matplotlib differ.
enum class SpectrumConvention {
    Scipy, ///< a short sound shortens the window; two-sided rows run 0, 1, .., -2, -1; doubling goes by nfft's parity
    Mlab   ///< a short sound is filled up with zeros; two-sided rows ascend; doubling goes by nperseg's parity
};

/// Everything that decides the numbers of an exact spectrogram; the initial values are those of
/// scipy.signal.spectrogram. Words as in SciPy.
struct ExactParameters
{
    WindowSpec window{.kind = WindowKind::Tukey, .parameters = {0.25}, .symmetric = false};
    int nperseg = 256; ///< samples under the window
    int noverlap = 32; ///< samples that a frame shares with the next; below nperseg
    int nfft = 256;    ///< length of the transform, >= nperseg; what exceeds nperseg is zeros at the end
    Detrend detrend = Detrend::Constant;
    SpectrumScaling scaling = SpectrumScaling::Density;
    SpectrumMode mode = SpectrumMode::Psd;
    bool twoSided = false;
    Boundary boundary = Boundary::None;
    bool padded = false; ///< zeros at the end so that the last samples fill a frame too
    SpectrumConvention convention = SpectrumConvention::Scipy;

    int hop() const { return nperseg - noverlap; }
    int rowCount() const { return twoSided ? nfft : nfft / 2 + 1; }

    friend bool operator==(const ExactParameters&, const ExactParameters&) = default;
};

/// Beyond this a single transform would take gigabytes.
inline constexpr int maximumExactNfft = 1 << 24;

struct ExactFault
{
    enum class Rule {
        NpersegNotPositive,
        NfftBelowNperseg,
        NfftTooLarge, ///< above maximumExactNfft
        NoverlapNegative,
        NoverlapNotBelowNperseg,
        Window ///< window says what
    };
    Rule rule;
    int nperseg = 0;      ///< in force: less than what was asked for where the sound is shorter
    WindowFault window{}; ///< when rule is Window
};

/// The parameters that a sound of @p sampleCount samples is really taken with: under SciPy's convention nperseg is at
/// most sampleCount, while noverlap and nfft stay. An empty sound changes nothing.
ExactParameters inForce(const ExactParameters& parameters, std::int64_t sampleCount);

/// The first rule that @p parameters break for a sound of @p sampleCount samples, or nothing when they may be used.
/// As in SciPy, the sound's length cuts nperseg down before noverlap and nfft are compared with it.
std::optional<ExactFault> faultIn(const ExactParameters& parameters, std::int64_t sampleCount);

/// The exact counterpart of what the screen shows: scaling spectrum, mode psd, one-sided, frames inside. The screen's
/// power (re a full-scale sine, see levels.h) of a bin that has a mirror image is twice this value, of one that has
/// none (the first, and for even nfft the last) the same.
ExactParameters exactParametersOf(const StftParameters& parameters);

/// The words of SciPy's interface: "density", "psd", "zeros", "scipy", "constant" (None: "none").
std::string_view nameOf(SpectrumScaling scaling);
std::string_view nameOf(SpectrumMode mode);
std::string_view nameOf(Boundary boundary);
std::string_view nameOf(SpectrumConvention convention);
std::string_view nameOf(Detrend detrend);

/// What has @p name, or nothing. Word: one of the enumerations that nameOf takes.
template <class Word>
std::optional<Word> named(std::string_view name);

} // namespace gabor
