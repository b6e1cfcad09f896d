// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/mel.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

// Slaney's scale: 200/3 Hz a mel up to 1000 Hz, which is 15 mel; above, 27 mel for a factor of 6.4.
constexpr double slaneyHzPerMel = 200.0 / 3;
constexpr double slaneyKneeHz = 1000;
constexpr double slaneyKneeMel = 15;
const double slaneyLogStep = std::log(6.4) / 27;

constexpr std::array<std::string_view, 3> scaleNames{"slaney", "htk", "tf"};
constexpr std::array<std::string_view, 2> normNames{"none", "slaney"};
constexpr std::array<std::string_view, 2> styleNames{"librosa", "tf"};

/// @p count values from @p low to @p high, as numpy.linspace has them.
std::vector<double> evenlySpaced(double low, double high, int count)
{
    std::vector<double> values(static_cast<std::size_t>(count));
    const double step = (high - low) / (count - 1);
    for (int i = 0; i < count; ++i)
        values[static_cast<std::size_t>(i)] = low + step * i;
    values.back() = high;
    return values;
}

/// The height at @p x of a triangle of height 1 with corners at @p left, @p peak and @p right.
double triangle(double x, double left, double peak, double right)
{
    return std::max(0.0, std::min((x - left) / (peak - left), (right - x) / (right - peak)));
}

} // namespace

double melFromHz(double hz, MelScale scale)
{
    switch (scale) {
    case MelScale::Slaney:
        return hz >= slaneyKneeHz ? slaneyKneeMel + std::log(hz / slaneyKneeHz) / slaneyLogStep : hz / slaneyHzPerMel;
    case MelScale::Htk:
        return 2595 * std::log10(1 + hz / 700);
    case MelScale::TensorFlow:
        return 1127 * std::log(1 + hz / 700);
    }
    assert(false);
    return 0;
}

double hzFromMel(double mel, MelScale scale)
{
    switch (scale) {
    case MelScale::Slaney:
        return mel >= slaneyKneeMel ? slaneyKneeHz * std::exp(slaneyLogStep * (mel - slaneyKneeMel))
                                    : mel * slaneyHzPerMel;
    case MelScale::Htk:
        return 700 * (std::pow(10, mel / 2595) - 1);
    case MelScale::TensorFlow:
        return 700 * (std::exp(mel / 1127) - 1);
    }
    assert(false);
    return 0;
}

std::optional<MelFault> faultIn(const MelParameters& parameters, double sampleRate)
{
    using Rule = MelFault::Rule;
    if (parameters.bands < 1)
        return MelFault{Rule::BandsNotPositive};
    if (parameters.bands > maximumMelBands)
        return MelFault{Rule::TooManyBands};
    if (!(parameters.lowHz >= 0))
        return MelFault{Rule::LowNegative};
    if (!(parameters.highHz > parameters.lowHz))
        return MelFault{Rule::HighNotAboveLow};
    if (parameters.highHz > sampleRate / 2)
        return MelFault{Rule::HighAboveHalfTheRate};
    return std::nullopt;
}

MelMatrix::MelMatrix(const MelParameters& parameters, double sampleRate, int nfft) : m_binCount(nfft / 2 + 1)
{
    assert(!faultIn(parameters, sampleRate) && nfft > 0);
    const bool inMel = parameters.style == MelStyle::TensorFlow; // where the triangles' sides are straight
    const MelScale scale = inMel ? MelScale::TensorFlow : parameters.scale;
    const bool normed = !inMel && parameters.norm == MelNorm::Slaney;
    const std::vector<double> mels =
        evenlySpaced(melFromHz(parameters.lowHz, scale), melFromHz(parameters.highHz, scale), parameters.bands + 2);
    std::vector<double> corners = mels;
    if (!inMel)
        std::transform(mels.begin(), mels.end(), corners.begin(), [&](double mel) { return hzFromMel(mel, scale); });

    for (std::size_t band = 0; band < static_cast<std::size_t>(parameters.bands); ++band) {
        const double left = corners[band];
        const double right = corners[band + 2];
        const double height = normed ? 2 / (right - left) : 1;
        Band weights;
        for (int bin = inMel ? 1 : 0; bin < m_binCount; ++bin) {
            const double hz = bin * sampleRate / nfft;
            const double x = inMel ? melFromHz(hz, scale) : hz;
            const double weight = height * triangle(x, left, corners[band + 1], right);
            if (weight > 0 && weights.weights.empty())
                weights.firstBin = static_cast<std::size_t>(bin);
            if (weight > 0)
                weights.weights.push_back(weight);
            else if (x >= right)
                break;
        }
        m_bands.push_back(std::move(weights));
        m_centersHz.push_back(hzFromMel(mels[band + 1], scale));
    }
}

std::vector<double> MelMatrix::dense() const
{
    std::vector<double> weights(m_bands.size() * static_cast<std::size_t>(m_binCount));
    auto row = weights.begin();
    for (const Band& band : m_bands) {
        std::copy(band.weights.begin(), band.weights.end(), row + static_cast<std::ptrdiff_t>(band.firstBin));
        row += m_binCount;
    }
    return weights;
}

void MelMatrix::apply(std::span<const double> spectrum, std::span<double> bands) const
{
    assert(spectrum.size() == static_cast<std::size_t>(m_binCount) && bands.size() == m_bands.size());
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        const Band& band = m_bands[i];
        double sum = 0;
        for (std::size_t k = 0; k < band.weights.size(); ++k)
            sum += band.weights[k] * spectrum[band.firstBin + k];
        bands[i] = sum;
    }
}

std::string_view nameOf(MelScale scale)
{
    return scaleNames[static_cast<std::size_t>(scale)];
}

std::string_view nameOf(MelNorm norm)
{
    return normNames[static_cast<std::size_t>(norm)];
}

std::string_view nameOf(MelStyle style)
{
    return styleNames[static_cast<std::size_t>(style)];
}

} // namespace gabor
