// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waveform/envelopeaccumulator.h"

#include <algorithm>

namespace gabor {

EnvelopeAccumulator::EnvelopeAccumulator(std::int64_t blockLength)
    : m_blockLength(blockLength <= longestBlock ? blockLength : 0)
{ }

void EnvelopeAccumulator::take(std::int64_t first, std::span<const float> samples)
{
    if (m_blockLength <= 0 || samples.empty())
        return;
    if (m_next < 0) {
        const std::int64_t from = std::max<std::int64_t>(first, 0); // frames may reach over the beginning
        m_run.firstBlock = (from + m_blockLength - 1) / m_blockLength;
        m_next = m_run.firstBlock * m_blockLength;
    }
    const std::int64_t end = first + static_cast<std::int64_t>(samples.size());
    if (first > m_next && !(m_run.blocks.empty() && m_begun.empty()))
        m_blockLength = 0;
    else if (first <= m_next && end > m_next)
        takeFromNext(samples.subspan(static_cast<std::size_t>(m_next - first)));
}

SampleInterval EnvelopeAccumulator::missing() const
{
    if (m_blockLength <= 0 || m_begun.empty())
        return {};
    return {m_next, m_next + m_blockLength - static_cast<std::int64_t>(m_begun.size())};
}

void EnvelopeAccumulator::takeFromNext(std::span<const float> samples)
{
    const auto blockLength = static_cast<std::size_t>(m_blockLength);
    m_next += static_cast<std::int64_t>(samples.size());
    if (!m_begun.empty()) {
        const std::size_t rest = std::min(blockLength - m_begun.size(), samples.size());
        m_begun.insert(m_begun.end(), samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(rest));
        samples = samples.subspan(rest);
        if (m_begun.size() < blockLength)
            return;
        m_run.blocks.push_back(envelopeOf(m_begun));
        m_begun.clear();
    }
    const std::size_t whole = samples.size() / blockLength * blockLength;
    appendEnvelopes(samples.first(whole), blockLength, m_run.blocks);
    samples = samples.subspan(whole);
    m_begun.assign(samples.begin(), samples.end());
}

} // namespace gabor
