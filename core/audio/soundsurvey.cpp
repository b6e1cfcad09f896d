// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/soundsurvey.h"

#include "core/base/vectorized.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace gabor {

namespace {

/// Few enough that what is read of a file for one channel is still near when the next one asks for it.
constexpr std::int64_t samplesAtOnce = 1 << 14;

/// Calls @p look(first, channel, samples, outcome) for every block of every channel, block after block, until it gives
/// false; and @p lookAtSilence(length) for blocks that are silent in all channels and need not be read.
template <class Look, class LookAtSilence>
void forEachBlock(const SampleSource& source, Look look, LookAtSilence lookAtSilence)
{
    std::vector<double> samples;
    const std::int64_t count = source.availableSamples();
    for (std::int64_t first = 0; first < count; first += samplesAtOnce) {
        const std::int64_t length = std::min(samplesAtOnce, count - first);
        if (source.isKnownSilent({first, first + length})) {
            lookAtSilence(length);
            continue;
        }
        samples.resize(static_cast<std::size_t>(length));
        for (int channel = 0; channel < source.description().channelCount; ++channel) {
            const ReadOutcome outcome = source.read(first, {.index = channel}, samples);
            if (!look(first, channel, std::span<const double>(samples), outcome))
                return;
        }
    }
}

/// What is found in a block of samples.
struct BlockSums
{
    double squares = 0;
    double peak = 0;
    std::int64_t zeros = 0;
};

/// Running values side by side, so that one does not wait for the last.
GABOR_VECTORIZED void lookAt(std::span<const double> samples, BlockSums& sums)
{
    constexpr std::size_t lanes = 8;
    double squares[lanes] = {};
    double peaks[lanes] = {};
    std::int64_t zeros[lanes] = {};
    const auto take = [&](double sample, std::size_t lane) {
        squares[lane] += sample * sample;
        peaks[lane] = std::max(peaks[lane], std::abs(sample));
        zeros[lane] += sample == 0 ? 1 : 0;
    };
    std::size_t i = 0;
    for (; i + lanes <= samples.size(); i += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane)
            take(samples[i + lane], lane);
    for (; i < samples.size(); ++i)
        take(samples[i], i % lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        sums.squares += squares[lane];
        sums.peak = std::max(sums.peak, peaks[lane]);
        sums.zeros += zeros[lane];
    }
}

} // namespace

SoundSurvey surveyOf(const SampleSource& source, const SurveyProgress& progress)
{
    SoundSurvey survey;
    double squares = 0;
    const auto look = [&](std::int64_t first, int, std::span<const double> samples, const ReadOutcome& outcome) {
        survey.errorNumber = outcome.errorNumber;
        if (outcome.errorNumber != 0)
            return false;
        BlockSums here; // block by block, so that small ones are not lost in a large sum
        lookAt(samples, here);
        squares += here.squares;
        survey.peak = std::max(survey.peak, here.peak);
        // What is not finite was read as 0.
        survey.zeros += here.zeros - outcome.nonFinite;
        survey.nonFinite += outcome.nonFinite;
        survey.values += static_cast<std::int64_t>(samples.size()) - outcome.nonFinite;
        if (progress)
            progress(first, source.availableSamples());
        return true;
    };
    forEachBlock(source, look, [&](std::int64_t length) {
        survey.values += length * source.description().channelCount;
        survey.zeros += length * source.description().channelCount;
    });
    if (survey.values > 0)
        survey.rms = std::sqrt(squares / static_cast<double>(survey.values));
    return survey;
}

std::int64_t firstSampleReaching(double level, const SampleSource& source)
{
    assert(level > 0);
    std::int64_t found = -1;
    const int lastChannel = source.description().channelCount - 1;
    const auto look = [&](std::int64_t first, int channel, std::span<const double> samples, const ReadOutcome&) {
        const auto place =
            std::find_if(samples.begin(), samples.end(), [level](double sample) { return std::abs(sample) >= level; });
        if (place != samples.end()) {
            const std::int64_t here = first + (place - samples.begin());
            found = found < 0 ? here : std::min(found, here);
        }
        // Another channel may reach it earlier in the same block.
        return found < 0 || channel < lastChannel;
    };
    forEachBlock(source, look, [](std::int64_t) {});
    return found;
}

} // namespace gabor
