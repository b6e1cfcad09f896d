// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/melspectrogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace gabor {

namespace {

constexpr std::size_t valuesAtOnce = 1 << 16;

/// The bare one-sided amplitudes that mel bands are made of.
ExactParameters bareMagnitudes(ExactParameters stft)
{
    stft.scaling = SpectrumScaling::Unscaled;
    stft.mode = SpectrumMode::Magnitude;
    stft.twoSided = false;
    return stft;
}

/// Scratch of a source that is computed from another: the other's frames, a few at a time.
struct DerivedWorkspace final : FrameSource::Scratch
{
    explicit DerivedWorkspace(const FrameSource& inner)
        : innerScratch(inner.makeScratch()),
          framesAtOnce(std::max<std::size_t>(1, valuesAtOnce / inner.valuesPerFrame())),
          innerFrames(framesAtOnce * inner.valuesPerFrame())
    { }

    std::unique_ptr<FrameSource::Scratch> innerScratch;
    std::size_t framesAtOnce;
    std::vector<double> innerFrames;
};

std::size_t derivedScratchBytes(const FrameSource& inner)
{
    return inner.scratchBytes() + sizeof(double) * std::max(valuesAtOnce, inner.valuesPerFrame());
}

/// Computes frames of @p inner and lets @p derive make @p valuesPerFrame values from each.
template <class Derive>
ReadOutcome computeDerived(const FrameSource& inner, std::int64_t firstFrame, std::span<double> frames,
                           std::size_t valuesPerFrame, DerivedWorkspace& workspace, Derive derive)
{
    ReadOutcome outcome;
    const std::size_t innerValues = inner.valuesPerFrame();
    while (!frames.empty()) {
        const std::size_t count = std::min(workspace.framesAtOnce, frames.size() / valuesPerFrame);
        const std::span<double> innerFrames = std::span(workspace.innerFrames).first(count * innerValues);
        const ReadOutcome read = inner.compute(firstFrame, innerFrames, *workspace.innerScratch);
        outcome.nonFinite += read.nonFinite;
        if (outcome.errorNumber == 0)
            outcome.errorNumber = read.errorNumber;
        for (std::size_t i = 0; i < count; ++i)
            derive(innerFrames.subspan(i * innerValues, innerValues),
                   frames.subspan(i * valuesPerFrame, valuesPerFrame));
        frames = frames.subspan(count * valuesPerFrame);
        firstFrame += static_cast<std::int64_t>(count);
    }
    return outcome;
}

/// std::max would take a NaN for the smaller.
double decibels(double value, const MelDecibels& scale)
{
    if (std::isnan(value))
        return value;
    return std::max(10 * std::log10(std::max(scale.amin, value)), scale.floorDb);
}

} // namespace

MelSpectrogram::MelSpectrogram(std::shared_ptr<const SampleSource> source, ChannelChoice channel,
                               SampleInterval interval, const ExactParameters& stft, const MelParameters& mel,
                               MelInput input)
    : m_spectrogram(source, channel, interval, bareMagnitudes(stft)),
      m_matrix(mel, source->description().sampleRate, stft.nfft), m_input(input)
{ }

std::unique_ptr<FrameSource::Scratch> MelSpectrogram::makeScratch() const
{
    return std::make_unique<DerivedWorkspace>(m_spectrogram);
}

std::size_t MelSpectrogram::scratchBytes() const
{
    return derivedScratchBytes(m_spectrogram);
}

ReadOutcome MelSpectrogram::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    const auto addUp = [this](std::span<double> spectrum, std::span<double> bands) {
        if (m_input == MelInput::Power) {
            for (double& value : spectrum)
                value *= value;
        }
        m_matrix.apply(spectrum, bands);
    };
    return computeDerived(m_spectrogram, firstFrame, frames, valuesPerFrame(), static_cast<DerivedWorkspace&>(scratch),
                          addUp);
}

Strongest strongestOf(const FrameSource& source, const std::stop_token& stop, const FrameProgress& progress)
{
    Strongest result;
    const FrameSink keepLargest = [&result](std::int64_t, std::span<const double> frames) {
        for (const double value : frames)
            result.value = value > result.value ? value : result.value;
        return true;
    };
    result.outcome = computeAllFrames(source, keepLargest, stop, progress);
    return result;
}

MelDecibels MelDecibels::below(double strongest, double topDb, double amin)
{
    return {.amin = amin, .floorDb = 10 * std::log10(std::max(amin, strongest)) - topDb};
}

LogMelSpectrogram::LogMelSpectrogram(std::shared_ptr<const MelSpectrogram> mel, MelCompression compression)
    : m_mel(std::move(mel)), m_compression(compression)
{ }

ReadOutcome LogMelSpectrogram::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    const ReadOutcome outcome = m_mel->compute(firstFrame, frames, scratch);
    if (const MelDecibels* scale = std::get_if<MelDecibels>(&m_compression)) {
        for (double& value : frames)
            value = decibels(value, *scale);
    } else {
        const double offset = std::get<MelLogarithm>(m_compression).offset;
        for (double& value : frames)
            value = std::log(value + offset);
    }
    return outcome;
}

Mfcc::Mfcc(std::shared_ptr<const LogMelSpectrogram> logMel, int coefficients, CepstralNorm norm)
    : m_logMel(std::move(logMel)), m_coefficients(static_cast<std::size_t>(coefficients))
{
    const std::size_t bands = m_logMel->valuesPerFrame();
    assert(coefficients >= 1 && m_coefficients <= bands);
    m_cosines.reserve(m_coefficients * bands);
    for (std::size_t k = 0; k < m_coefficients; ++k) {
        const bool halved = k == 0 && norm == CepstralNorm::Orthonormal;
        const double scale = std::sqrt((halved ? 1.0 : 2.0) / static_cast<double>(bands));
        for (std::size_t i = 0; i < bands; ++i) {
            const double halfSteps = static_cast<double>(k * (2 * i + 1) % (4 * bands)); // of a turn's 4 * bands
            m_cosines.push_back(scale * std::cos(std::numbers::pi * halfSteps / (2 * static_cast<double>(bands))));
        }
    }
}

std::unique_ptr<FrameSource::Scratch> Mfcc::makeScratch() const
{
    return std::make_unique<DerivedWorkspace>(*m_logMel);
}

std::size_t Mfcc::scratchBytes() const
{
    return derivedScratchBytes(*m_logMel);
}

ReadOutcome Mfcc::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    const auto transform = [this](std::span<const double> levels, std::span<double> cepstrum) {
        auto row = m_cosines.begin();
        for (double& coefficient : cepstrum) {
            coefficient = std::inner_product(levels.begin(), levels.end(), row, 0.0);
            row += static_cast<std::ptrdiff_t>(levels.size());
        }
    };
    return computeDerived(*m_logMel, firstFrame, frames, valuesPerFrame(), static_cast<DerivedWorkspace&>(scratch),
                          transform);
}

} // namespace gabor
