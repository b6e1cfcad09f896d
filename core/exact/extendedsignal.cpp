// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/extendedsignal.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace gabor {

namespace {

void add(ReadOutcome& sum, const ReadOutcome& part)
{
    if (sum.errorNumber == 0)
        sum.errorNumber = part.errorNumber;
    sum.nonFinite += part.nonFinite;
}

/// Zeros that SciPy appends so that frames of @p length, @p hop apart, end with the sound.
std::int64_t paddingOf(std::int64_t size, std::int64_t length, std::int64_t hop)
{
    const std::int64_t over = (size - length) % hop;
    return over == 0 ? 0 : (hop - over) % length;
}

} // namespace

ExtendedSignal::ExtendedSignal(std::shared_ptr<const SampleSource> source, ChannelChoice channel,
                               SampleInterval interval, const ExactParameters& parameters)
    : m_source(std::move(source)), m_channel(channel), m_interval(interval), m_boundary(parameters.boundary),
      m_bodySize(interval.empty() ? 0 : std::max<std::int64_t>(interval.size(), parameters.nperseg)),
      m_extension(interval.empty() || m_boundary == Boundary::None ? 0 : parameters.nperseg / 2),
      m_size(m_bodySize + 2 * m_extension)
{
    assert(parameters.convention == SpectrumConvention::Mlab || m_bodySize == interval.size());
    if (parameters.padded && m_size > 0)
        m_size += paddingOf(m_size, parameters.nperseg, parameters.hop());
}

/// One run of the source. It gives 0 for a sample that is not finite and only counts them, while an exact spectrum must
/// know which frames they spoil: halving finds them, and costs nothing where there are none.
void ExtendedSignal::readSource(std::int64_t first, std::span<double> out, ReadOutcome& outcome) const
{
    const ReadOutcome read = m_source->read(first, m_channel, out);
    add(outcome, read);
    if (read.nonFinite > 0)
        markNonFinite(first, out);
}

void ExtendedSignal::markNonFinite(std::int64_t first, std::span<double> out) const
{
    if (out.size() == 1) {
        out[0] = std::numeric_limits<double>::quiet_NaN();
        return;
    }
    const std::size_t half = out.size() / 2;
    for (const auto& [begin, part] :
         {std::pair{first, out.first(half)}, std::pair{first + static_cast<std::int64_t>(half), out.subspan(half)}}) {
        if (m_source->read(begin, m_channel, part).nonFinite > 0)
            markNonFinite(begin, part);
    }
}

/// @param first  counted from the run's first sample; beyond the run there are zeros
void ExtendedSignal::readBody(std::int64_t first, std::span<double> out, ReadOutcome& outcome) const
{
    assert(first >= 0);
    const std::int64_t inRun =
        std::clamp<std::int64_t>(m_interval.size() - first, 0, static_cast<std::int64_t>(out.size()));
    if (inRun > 0)
        readSource(m_interval.begin + first, out.first(static_cast<std::size_t>(inRun)), outcome);
    std::fill(out.begin() + inRun, out.end(), 0.0);
}

/// @param end     index of the end's sample in the body
/// @param first   index in the body of what out's last value mirrors
void ExtendedSignal::readExtension(std::int64_t end, std::int64_t first, std::span<double> out,
                                   ReadOutcome& outcome) const
{
    double edge = 0;
    if (m_boundary == Boundary::Odd || m_boundary == Boundary::Constant)
        readBody(end, std::span(&edge, 1), outcome);
    if (m_boundary == Boundary::Zeros || m_boundary == Boundary::Constant) {
        std::fill(out.begin(), out.end(), edge);
        return;
    }
    readBody(first, out, outcome);
    std::reverse(out.begin(), out.end());
    if (m_boundary == Boundary::Odd) {
        for (double& sample : out)
            sample = 2 * edge - sample;
    }
}

ReadOutcome ExtendedSignal::read(std::int64_t first, std::span<double> out) const
{
    assert(first >= 0);
    ReadOutcome outcome;
    std::int64_t at = first;
    // The next values, up to but not including position end.
    const auto take = [&](std::int64_t end) {
        const std::int64_t count = std::clamp<std::int64_t>(end - at, 0, static_cast<std::int64_t>(out.size()));
        const std::span<double> part = out.first(static_cast<std::size_t>(count));
        out = out.subspan(part.size());
        at += count;
        return part;
    };
    const std::int64_t bodyEnd = m_extension + m_bodySize;
    if (const std::span<double> left = take(m_extension); !left.empty())
        readExtension(0, m_extension - at + 1, left, outcome);
    if (const std::span<double> body = take(bodyEnd); !body.empty())
        readBody(at - static_cast<std::int64_t>(body.size()) - m_extension, body, outcome);
    if (const std::span<double> right = take(bodyEnd + m_extension); !right.empty())
        readExtension(m_bodySize - 1, m_bodySize - 1 - (at - bodyEnd), right, outcome);
    std::fill(out.begin(), out.end(), 0.0);
    return outcome;
}

} // namespace gabor
