// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/exactspectrogram.h"

#include "core/dsp/trend.h"
#include "core/exact/binvalues.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace gabor {

namespace {

/// s of SpectrumScaling.
double powerScale(std::span<const double> window, SpectrumScaling scaling, double sampleRate)
{
    switch (scaling) {
    case SpectrumScaling::Density:
        return 1 / (sampleRate * std::inner_product(window.begin(), window.end(), window.begin(), 0.0));
    case SpectrumScaling::Spectrum: {
        const double sum = std::accumulate(window.begin(), window.end(), 0.0);
        return 1 / (sum * sum);
    }
    case SpectrumScaling::Unscaled:
        break;
    }
    return 1;
}

std::int64_t wholeFrames(std::int64_t size, const ExactParameters& parameters)
{
    return size < parameters.nperseg ? 0 : (size - parameters.nperseg) / parameters.hop() + 1;
}

/// Whether the last bin of a one-sided spectrum counts once.
bool lastBinIsSingle(const ExactParameters& parameters)
{
    // That mlab looks at the window's length is its known fault (matplotlib's issue 24822); equal numbers need it.
    const bool mlab = parameters.convention == SpectrumConvention::Mlab;
    return (mlab ? parameters.nperseg : parameters.nfft) % 2 == 0;
}

} // namespace

struct ExactSpectrogram::Workspace final : Scratch
{
    explicit Workspace(const ExactParameters& parameters)
        : frame(static_cast<std::size_t>(parameters.nfft)), bins(frame.size() / 2 + 1),
          allBins(parameters.twoSided ? frame.size() : 0)
    { }

    std::vector<double> samples;               ///< what a block of frames covers
    FftBuffer<double> frame;                   ///< behind nperseg it stays 0
    FftBuffer<std::complex<double>> bins;      ///< 0 .. nfft/2
    std::vector<std::complex<double>> allBins; ///< two-sided: in the order of the rows
};

ExactSpectrogram::ExactSpectrogram(std::shared_ptr<const SampleSource> source, ChannelChoice channel,
                                   SampleInterval interval, const ExactParameters& parameters)
    : m_parameters(inForce(parameters, interval.size())), m_sampleRate(source->description().sampleRate),
      m_interval(interval), m_signal(std::move(source), channel, interval, m_parameters),
      m_frameCount(wholeFrames(m_signal.size(), m_parameters)),
      m_window(windowCoefficients(m_parameters.window, m_parameters.nperseg)),
      m_powerScale(powerScale(m_window, m_parameters.scaling, m_sampleRate)),
      m_plan(&FftPlan<double>::ofSize(m_parameters.nfft))
{
    assert(!faultIn(parameters, interval.size()));
}

std::vector<double> ExactSpectrogram::frequenciesHz() const
{
    std::vector<double> frequencies(static_cast<std::size_t>(rowCount()));
    const int nfft = m_parameters.nfft;
    for (int row = 0; row < rowCount(); ++row) {
        int bin = row;
        if (m_parameters.twoSided && m_parameters.convention == SpectrumConvention::Mlab)
            bin = row - nfft / 2;
        else if (m_parameters.twoSided && row >= (nfft + 1) / 2)
            bin = row - nfft;
        frequencies[static_cast<std::size_t>(row)] = bin * m_sampleRate / nfft;
    }
    return frequencies;
}

TimeAxis ExactSpectrogram::times() const
{
    const double middle = m_parameters.boundary == Boundary::None ? m_parameters.nperseg / 2.0 : 0.0;
    return {.count = m_frameCount,
            .firstSample = static_cast<double>(m_interval.begin) + middle,
            .hop = m_parameters.hop(),
            .sampleRate = m_sampleRate};
}

std::size_t ExactSpectrogram::valuesPerFrame() const
{
    return static_cast<std::size_t>(rowCount()) * (isComplex() ? 2 : 1);
}

std::unique_ptr<FrameSource::Scratch> ExactSpectrogram::makeScratch() const
{
    return std::make_unique<Workspace>(m_parameters);
}

std::size_t ExactSpectrogram::scratchBytes() const
{
    const std::size_t nfft = static_cast<std::size_t>(m_parameters.nfft);
    return sizeof(double) * nfft * (m_parameters.twoSided ? 6 : 4);
}

ReadOutcome ExactSpectrogram::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    auto& workspace = static_cast<Workspace&>(scratch);
    const std::size_t length = static_cast<std::size_t>(m_parameters.nperseg);
    const std::size_t hop = static_cast<std::size_t>(m_parameters.hop());
    const std::size_t count = frames.size() / valuesPerFrame();
    assert(count * valuesPerFrame() == frames.size());
    assert(firstFrame >= 0 && firstFrame + static_cast<std::int64_t>(count) <= m_frameCount);
    if (count == 0)
        return {};

    workspace.samples.resize((count - 1) * hop + length);
    const ReadOutcome outcome = m_signal.read(firstFrame * m_parameters.hop(), workspace.samples);
    for (std::size_t i = 0; i < count; ++i)
        computeFrame(std::span(workspace.samples).subspan(i * hop, length),
                     frames.subspan(i * valuesPerFrame(), valuesPerFrame()), workspace);
    return outcome;
}

void ExactSpectrogram::computeFrame(std::span<const double> samples, std::span<double> column,
                                    Workspace& workspace) const
{
    const Trend trend = trendOf(samples, m_parameters.detrend);
    detrendAndWindow(samples, trend.offset, trend.slope, m_window, workspace.frame.span().first(samples.size()));
    m_plan->transform(workspace.frame, workspace.bins);
    const std::span<const std::complex<double>> bins = workspace.bins.span();
    if (!m_parameters.twoSided) {
        writeColumn(bins, column);
        return;
    }
    // Real samples: what one-sided leaves out is the mirror image.
    std::vector<std::complex<double>>& all = workspace.allBins;
    std::copy(bins.begin(), bins.end(), all.begin());
    for (std::size_t k = bins.size(); k < all.size(); ++k)
        all[k] = std::conj(bins[all.size() - k]);
    if (m_parameters.convention == SpectrumConvention::Mlab) // ascending: the negative ones, last in all, come first
        std::rotate(all.begin(), all.end() - m_parameters.nfft / 2, all.end());
    writeColumn(all, column);
}

/// @param bins  in the order of the rows
void ExactSpectrogram::writeColumn(std::span<const std::complex<double>> bins, std::span<double> column) const
{
    const double amplitudeScale = std::sqrt(m_powerScale);
    switch (m_parameters.mode) {
    case SpectrumMode::Psd: {
        scaledPowers(bins, m_parameters.twoSided ? m_powerScale : 2 * m_powerScale, column);
        if (!m_parameters.twoSided) {
            column.front() /= 2;
            if (bins.size() > 1 && lastBinIsSingle(m_parameters))
                column.back() /= 2;
        }
        break;
    }
    case SpectrumMode::Complex:
        for (std::size_t k = 0; k < bins.size(); ++k) {
            column[2 * k] = amplitudeScale * bins[k].real();
            column[2 * k + 1] = amplitudeScale * bins[k].imag();
        }
        break;
    case SpectrumMode::Magnitude:
        scaledMagnitudes(bins, amplitudeScale, column);
        break;
    case SpectrumMode::Angle:
        anglesOf(bins, column);
        break;
    case SpectrumMode::Phase:
        anglesOf(bins, column);
        unwrap(column);
        break;
    }
}

} // namespace gabor
