// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/avframes.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace gabor {

/// A packet that can be recognised, and the place of its samples in the sound. Places are raw: counted from the first
/// sample that the decoder gives, before encoder delay is cut off.
struct Checkpoint
{
    std::int64_t begin = 0; ///< samples that the decoder gives before the packet
    std::int64_t byte = 0;  ///< where the packet lies, or the page or block that it is the first of
    std::int64_t time = 0;  ///< as the container has it
    std::int32_t samples = 0;
    std::int32_t size = 0; ///< bytes
    std::uint32_t hash = 0;

    std::int64_t end() const { return begin + samples; }

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// CRC-32 of the first bytes of a packet, enough to tell neighbors apart.
std::uint32_t packetHash(const AVPacket& packet);

/// What is known of a sound when all its packets were looked at, and none decoded but some.
struct IndexedLength
{
    std::int64_t rawSamples = -1; ///< all that the decoder gives; -1 = not known yet
    std::int64_t rawEnd = -1;     ///< where encoder padding begins that the file tells of

    friend bool operator==(const IndexedLength&, const IndexedLength&) = default;
};

/// All numbers of an index, to be kept. The same for every reader of the sound.
struct IndexContent
{
    FrameFormat format;
    std::int32_t samplesOfPacket = 0; ///< for Clock::Constant
    std::int32_t preroll = 0;         ///< samples
    std::int64_t rawBegin = 0;        ///< encoder delay
    IndexedLength length;
    std::int64_t spacing = 0; ///< least samples between two checkpoints
    std::vector<Checkpoint> checkpoints;

    friend bool operator==(const IndexContent&, const IndexContent&) = default;
};

/// Says where in a file which samples are, and grows while the file is looked through. At first a checkpoint stands
/// every half second; when there are too many, every other one goes: memory is limited at any length. Any thread.
class PacketIndex
{
public:
    static constexpr std::size_t mostCheckpoints = 1 << 17; ///< 24 hours at one a second

    /// To be filled by add(), in order.
    PacketIndex(const FrameFormat& format, std::int32_t samplesOfPacket, std::int64_t rawBegin);
    /// Filled already. @p content was checked.
    explicit PacketIndex(IndexContent content);

    const FrameFormat& format() const { return m_format; }
    int samplesOfPacket() const { return m_samplesOfPacket; }
    std::int64_t rawBegin() const { return m_rawBegin; }

    int preroll() const;
    void setPreroll(int samples);
    IndexedLength length() const;
    void setLength(const IndexedLength& length);

    /// The next packet, which becomes a checkpoint when it is far enough from the last one.
    void add(const Checkpoint& packet);
    /// Whether add() would take a packet that begins there.
    bool wants(std::int64_t begin) const;

    /// The last checkpoint whose samples end at or before @p place; the first one of all when none does.
    Checkpoint endingBefore(std::int64_t place) const;
    /// The first checkpoint that begins at or after @p place.
    std::optional<Checkpoint> beginningAt(std::int64_t place) const;
    std::optional<Checkpoint> last() const;

    IndexContent content() const;

private:
    const FrameFormat m_format;
    const std::int32_t m_samplesOfPacket;
    const std::int64_t m_rawBegin;
    mutable std::mutex m_mutex;
    std::int32_t m_preroll = 0;
    IndexedLength m_length;
    std::int64_t m_spacing;
    std::vector<Checkpoint> m_checkpoints;
};

} // namespace gabor
