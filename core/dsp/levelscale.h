// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace gabor {

/// What the numbers of a picture are. All come from the same analysis: changing one for another costs no FFT.
enum class LevelScale {
    FullScale,     ///< dB re a sine of amplitude 1: dBFS
    Density,       ///< power spectral density, dB re FS²/Hz: 10 log10 of scipy.signal.spectrogram(scaling='density')
    Spectrum,      ///< power spectrum, dB re FS²: 10 log10 of scaling='spectrum'; a sine of amplitude 1 reads -3.01
    SoundPressure, ///< dB SPL, after somebody said what a sine of amplitude 1 stands for
    Magnitude,     ///< amplitude, linear: a sine of amplitude 1 reads 1
    Phase          ///< radians from -pi to pi, of a frame whose first sample has time 0, as SciPy's mode='angle'
};

struct LevelScaleInfo
{
    LevelScale scale;
    std::string_view name; ///< "dbfs", "psd", "spectrum", "spl", "magnitude", "phase"
};

/// Every scale, in the order of a menu.
std::span<const LevelScaleInfo> levelScaleCatalog();
std::string_view nameOf(LevelScale scale);

/// Whether the scale is one of levels in dB.
constexpr bool isInDecibels(LevelScale scale)
{
    return scale != LevelScale::Magnitude && scale != LevelScale::Phase;
}

/// How far a scale in dB lies from dBFS.
struct LevelReference
{
    double offsetDb = 0;     ///< what is added to a level in dBFS
    double edgeOffsetDb = 0; ///< added besides to bins without a mirror image: 0 Hz and half of the sample rate

    friend bool operator==(const LevelReference&, const LevelReference&) = default;
};

/// Magnitude and Phase have no offsets.
/// A power has half the square of its amplitude, but not at 0 Hz and half of the sample rate, where the amplitude is all
/// there is: hence the edges. Source: SciPy 1.11, signal._spectral_helper, scaling and one-sided doubling.
/// @param windowSum, windowSumOfSquares  of the window's coefficients, neither 0
/// @param calibrationDb  dB SPL of a sine of amplitude 1; looked at for SoundPressure only
LevelReference levelReference(LevelScale scale, double windowSum, double windowSumOfSquares, double sampleRate,
                              std::optional<double> calibrationDb);

/// The value on @p scale of a level in dBFS of a bin that has a mirror image. Phase has none: the level comes back.
double valueOnScale(double levelDb, LevelScale scale, const LevelReference& reference);
/// The inverse; -inf for a magnitude that is not above 0.
double levelFromValue(double value, LevelScale scale, const LevelReference& reference);

} // namespace gabor
