// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/bandframes.h"

#include <algorithm>
#include <cassert>
#include <vector>

namespace gabor {

namespace {

/// Of whole frames that are held at once: small enough for a cache, large enough to share the reading of samples.
constexpr std::size_t valuesAtOnce = 1 << 16;

std::size_t framesAtOnce(const FrameSource& source)
{
    return std::max<std::size_t>(1, valuesAtOnce / source.valuesPerFrame());
}

} // namespace

struct BandFrames::Workspace final : Scratch
{
    explicit Workspace(const FrameSource& inner)
        : innerScratch(inner.makeScratch()), frames(framesAtOnce(inner) * inner.valuesPerFrame())
    { }

    std::unique_ptr<Scratch> innerScratch;
    std::vector<double> frames;
};

BandFrames::BandFrames(const FrameSource& inner, RowRange rows, std::size_t valuesPerRow)
    : m_inner(inner), m_first(static_cast<std::size_t>(rows.begin) * valuesPerRow),
      m_count(static_cast<std::size_t>(rows.size()) * valuesPerRow)
{
    assert(rows.begin >= 0 && rows.size() > 0 && m_first + m_count <= inner.valuesPerFrame());
}

std::unique_ptr<FrameSource::Scratch> BandFrames::makeScratch() const
{
    return std::make_unique<Workspace>(m_inner);
}

std::size_t BandFrames::scratchBytes() const
{
    return m_inner.scratchBytes() + sizeof(double) * framesAtOnce(m_inner) * m_inner.valuesPerFrame();
}

ReadOutcome BandFrames::compute(std::int64_t firstFrame, std::span<double> frames, Scratch& scratch) const
{
    auto& workspace = static_cast<Workspace&>(scratch);
    const std::size_t innerValues = m_inner.valuesPerFrame();
    ReadOutcome outcome;
    while (!frames.empty()) {
        const std::size_t count = std::min(framesAtOnce(m_inner), frames.size() / m_count);
        const std::span<double> whole = std::span(workspace.frames).first(count * innerValues);
        const ReadOutcome read = m_inner.compute(firstFrame, whole, *workspace.innerScratch);
        outcome.nonFinite += read.nonFinite;
        if (outcome.errorNumber == 0)
            outcome.errorNumber = read.errorNumber;
        for (std::size_t i = 0; i < count; ++i)
            std::ranges::copy(whole.subspan(i * innerValues + m_first, m_count),
                              frames.subspan(i * m_count, m_count).begin());
        frames = frames.subspan(count * m_count);
        firstFrame += static_cast<std::int64_t>(count);
    }
    return outcome;
}

} // namespace gabor
