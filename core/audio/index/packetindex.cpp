// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/packetindex.h"

#include <algorithm>

#include <zlib.h>

namespace gabor {

namespace {

constexpr int hashedBytes = 256;

} // namespace

std::uint32_t packetHash(const AVPacket& packet)
{
    return static_cast<std::uint32_t>(crc32(0, packet.data, static_cast<unsigned>(std::min(packet.size, hashedBytes))));
}

PacketIndex::PacketIndex(const FrameFormat& format, std::int32_t samplesOfPacket, std::int64_t rawBegin)
    : m_format(format), m_samplesOfPacket(samplesOfPacket), m_rawBegin(rawBegin), m_spacing(format.sampleRate / 2)
{ }

PacketIndex::PacketIndex(IndexContent content)
    : m_format(content.format), m_samplesOfPacket(content.samplesOfPacket), m_rawBegin(content.rawBegin),
      m_preroll(content.preroll), m_length(content.length), m_spacing(content.spacing),
      m_checkpoints(std::move(content.checkpoints))
{ }

int PacketIndex::preroll() const
{
    const std::lock_guard lock(m_mutex);
    return m_preroll;
}

void PacketIndex::setPreroll(int samples)
{
    const std::lock_guard lock(m_mutex);
    m_preroll = samples;
}

IndexedLength PacketIndex::length() const
{
    const std::lock_guard lock(m_mutex);
    return m_length;
}

void PacketIndex::setLength(const IndexedLength& length)
{
    const std::lock_guard lock(m_mutex);
    m_length = length;
}

void PacketIndex::add(const Checkpoint& packet)
{
    const std::lock_guard lock(m_mutex);
    if (!m_checkpoints.empty() && packet.begin - m_checkpoints.back().begin < m_spacing)
        return;
    if (m_checkpoints.size() == mostCheckpoints) {
        for (std::size_t i = 0; i < mostCheckpoints / 2; ++i)
            m_checkpoints[i] = m_checkpoints[2 * i];
        m_checkpoints.resize(mostCheckpoints / 2);
        m_spacing *= 2;
    }
    m_checkpoints.push_back(packet);
}

bool PacketIndex::wants(std::int64_t begin) const
{
    const std::lock_guard lock(m_mutex);
    return m_checkpoints.empty() || begin - m_checkpoints.back().begin >= m_spacing;
}

Checkpoint PacketIndex::endingBefore(std::int64_t place) const
{
    const std::lock_guard lock(m_mutex);
    const auto after = std::ranges::upper_bound(m_checkpoints, place, {}, &Checkpoint::end);
    return after == m_checkpoints.begin() ? m_checkpoints.front() : *(after - 1);
}

std::optional<Checkpoint> PacketIndex::beginningAt(std::int64_t place) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = std::ranges::lower_bound(m_checkpoints, place, {}, &Checkpoint::begin);
    return found == m_checkpoints.end() ? std::nullopt : std::optional(*found);
}

std::optional<Checkpoint> PacketIndex::last() const
{
    const std::lock_guard lock(m_mutex);
    return m_checkpoints.empty() ? std::nullopt : std::optional(m_checkpoints.back());
}

IndexContent PacketIndex::content() const
{
    const std::lock_guard lock(m_mutex);
    return {.format = m_format,
            .samplesOfPacket = m_samplesOfPacket,
            .preroll = m_preroll,
            .rawBegin = m_rawBegin,
            .length = m_length,
            .spacing = m_spacing,
            .checkpoints = m_checkpoints};
}

} // namespace gabor
