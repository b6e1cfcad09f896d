// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/cursorreading.h"

#include "core/dsp/fftplan.h"
#include "core/dsp/levels.h"
#include "core/dsp/trend.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <numeric>
#include <vector>

namespace gabor {

namespace {

/// X of a frame at any place between the bins: the discrete-time Fourier transform, summed term by term.
std::complex<double> spectrumAt(std::span<const double> windowed, double bin, int nfft)
{
    const double angle = -2 * std::numbers::pi * bin / nfft;
    const std::complex<double> step = std::polar(1.0, angle);
    std::complex<double> sum = 0;
    std::complex<double> turn = 1;
    // The running turn is set right now and then, before its rounding adds up.
    constexpr std::size_t stretch = 512;
    for (std::size_t i = 0; i < windowed.size(); ++i) {
        if (i % stretch == 0)
            turn = std::polar(1.0, std::fmod(angle * static_cast<double>(i), 2 * std::numbers::pi));
        sum += windowed[i] * turn;
        turn *= step;
    }
    return sum;
}

double modulusAt(std::span<const double> windowed, double bin, int nfft)
{
    return std::abs(spectrumAt(windowed, bin, nfft));
}

struct Peak
{
    double bin = 0;
    double modulus = 0;
};

/// The maximum beside bin @p middle, whose neighbours are not higher: by golden section, which keeps the highest place
/// found so far between two lower ones.
Peak refinedPeak(std::span<const double> windowed, int middle, int nfft)
{
    constexpr double golden = 0.381966011250105;
    constexpr double resolution = 1e-4; // bins
    double low = middle - 1.0;
    double high = middle + 1.0;
    Peak best{static_cast<double>(middle), modulusAt(windowed, middle, nfft)};
    while (high - low > resolution) {
        const bool above = high - best.bin > best.bin - low;
        const double probe = above ? best.bin + golden * (high - best.bin) : best.bin - golden * (best.bin - low);
        const double modulus = modulusAt(windowed, probe, nfft);
        if (modulus > best.modulus) {
            (above ? low : high) = best.bin;
            best = {probe, modulus};
        } else {
            (above ? high : low) = probe;
        }
    }
    return best;
}

std::vector<double> windowedFrame(const SampleSource& source, ChannelChoice channel, const StftParameters& stft,
                                  std::span<const double> coefficients, std::int64_t firstSample)
{
    std::vector<double> samples(static_cast<std::size_t>(stft.windowLength));
    source.read(firstSample, channel, std::span<double>(samples));
    const Trend trend = trendOf(std::span<const double>(samples), stft.detrend);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = (samples[i] - trend.at(i)) * coefficients[i];
    return samples;
}

/// Where a tone near @p bin lies, from how far its phase turns between a frame and one a little later: right under every
/// window, while the maximum of |X| is not where a window has a flat or dented top. The later frame is the earlier one
/// at the sound's end.
/// Source: Flanagan and Golden (1966), "Phase vocoder".
std::optional<double> binFromPhase(const SampleSource& source, ChannelChoice channel, const StftParameters& stft,
                                   std::span<const double> coefficients, std::int64_t firstSample,
                                   std::span<const double> windowed, double bin)
{
    const std::int64_t wished = std::max(1, stft.windowLength / 4);
    const std::int64_t behind = source.availableSamples() - firstSample - stft.windowLength;
    const std::int64_t shift =
        behind > 0 ? std::min(wished, behind) : -std::clamp<std::int64_t>(firstSample, 0, wished);
    if (shift == 0)
        return std::nullopt;
    const std::vector<double> shifted = windowedFrame(source, channel, stft, coefficients, firstSample + shift);
    const double turn = std::arg(spectrumAt(shifted, bin, stft.nfft) * std::conj(spectrumAt(windowed, bin, stft.nfft)));
    const double radiansPerBin = 2 * std::numbers::pi * static_cast<double>(shift) / stft.nfft;
    const double found = bin + std::remainder(turn - radiansPerBin * bin, 2 * std::numbers::pi) / radiansPerBin;
    // Further away than a lobe is wide it is no steady tone, and the maximum says more.
    const double farthest = 0.75 * stft.nfft / stft.windowLength;
    return std::abs(found - bin) <= farthest ? std::optional(found) : std::nullopt;
}

} // namespace

std::optional<std::int64_t> frameNearest(const StftParameters& stft, double sample, std::int64_t frameCount)
{
    if (frameCount <= 0)
        return std::nullopt;
    const double frame = std::round((sample - frameCenter(stft, 0)) / stft.hop);
    return static_cast<std::int64_t>(std::clamp(frame, 0.0, static_cast<double>(frameCount - 1)));
}

int binNearest(const StftParameters& stft, double hz, double sampleRate)
{
    const double bin = std::round(hz / binSpacingHz(stft, sampleRate));
    return static_cast<int>(std::clamp(bin, 0.0, static_cast<double>(stft.binCount() - 1)));
}

CursorReading readCursor(const SampleSource& source, ChannelChoice channel, const StftParameters& stft,
                         std::span<const double> coefficients, std::int64_t frame, int bin, int reach)
{
    const std::int64_t firstSample = frameBegin(stft, frame);
    const std::vector<double> windowed = windowedFrame(source, channel, stft, coefficients, firstSample);
    const double windowSum = std::accumulate(coefficients.begin(), coefficients.end(), 0.0);

    const FftPlan<double>& plan = FftPlan<double>::ofSize(stft.nfft);
    FftBuffer<double> samples(static_cast<std::size_t>(stft.nfft));
    FftBuffer<std::complex<double>> bins(static_cast<std::size_t>(plan.binCount()));
    std::copy(windowed.begin(), windowed.end(), samples.data());
    plan.transform(samples, bins);

    const auto modulusOf = [&](int k) { return std::abs(bins.data()[k]); };
    const auto levelOf = [&](int k, double modulus) {
        const double amplitude = amplitudeScale(k, stft.nfft, windowSum) * modulus;
        return decibelsFromPower(amplitude * amplitude);
    };
    int strongest = bin;
    for (int k = std::max(0, bin - reach); k <= std::min(plan.binCount() - 1, bin + reach); ++k) {
        if (modulusOf(k) > modulusOf(strongest))
            strongest = k;
    }
    // From the edge of the reach uphill, so that the peak is one.
    while (strongest > 0 && modulusOf(strongest - 1) > modulusOf(strongest))
        --strongest;
    while (strongest + 1 < plan.binCount() && modulusOf(strongest + 1) > modulusOf(strongest))
        ++strongest;

    CursorReading reading;
    const auto isMirrored = [nfft = stft.nfft](int k) { return k > 0 && 2 * k < nfft; };
    reading.levelDb = levelOf(bin, modulusOf(bin));
    reading.phase = std::arg(bins.data()[bin]);
    reading.hasMirrorImage = isMirrored(bin);
    reading.peakIsMirrored = isMirrored(strongest);
    const double hzPerBin = source.description().sampleRate / stft.nfft;
    Peak peak{static_cast<double>(strongest), modulusOf(strongest)};
    if (reading.peakIsMirrored && peak.modulus > 0) {
        peak = refinedPeak(windowed, strongest, stft.nfft);
        if (const auto place = binFromPhase(source, channel, stft, coefficients, firstSample, windowed, peak.bin))
            peak = {*place, modulusAt(windowed, *place, stft.nfft)};
    }
    reading.peakHz = peak.bin * hzPerBin;
    reading.peakLevelDb = levelOf(strongest, peak.modulus);
    return reading;
}

} // namespace gabor
