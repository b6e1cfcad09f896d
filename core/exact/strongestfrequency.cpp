// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/strongestfrequency.h"

#include "core/exact/exactspectrogram.h"

#include <algorithm>
#include <cmath>

namespace gabor {

std::optional<double> strongestFrequencyHz(const std::shared_ptr<const SampleSource>& source, ChannelChoice channel,
                                           const FrameProgress& progress)
{
    constexpr int length = 8192;
    const SampleInterval whole{.begin = 0, .end = source->availableSamples()};
    const ExactParameters parameters{.window = {},
                                     .nperseg = length,
                                     .noverlap = 0,
                                     .nfft = length,
                                     .scaling = SpectrumScaling::Spectrum,
                                     .padded = true};
    if (whole.empty() || faultIn(parameters, whole.size()))
        return std::nullopt;
    const ExactSpectrogram spectrogram(source, channel, whole, parameters);
    std::vector<double> sums(spectrogram.valuesPerFrame());
    const auto add = [&sums](std::int64_t, std::span<const double> frames) {
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const double value = frames[i];
            sums[i % sums.size()] += std::isfinite(value) ? value : 0;
        }
        return true;
    };
    if (computeAllFrames(spectrogram, add, {}, progress).end != ComputeOutcome::End::Done)
        return std::nullopt;
    const auto strongest = std::max_element(sums.begin(), sums.end());
    if (*strongest <= 0)
        return std::nullopt;
    return spectrogram.frequenciesHz()[static_cast<std::size_t>(strongest - sums.begin())];
}

} // namespace gabor
