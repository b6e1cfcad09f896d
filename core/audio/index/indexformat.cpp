// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexformat.h"

#include "core/audio/avlibrary.h"

#include <bit>
#include <cstring>
#include <string_view>
#include <type_traits>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <zlib.h>

namespace gabor {

namespace {

constexpr std::string_view magic = "gabor packets 1\n";
constexpr std::int64_t mostSamples = std::int64_t{1} << 56;
constexpr int mostSamplesOfPacket = 4'000'000;

template <class Number>
void put(std::string& bytes, Number number)
{
    static_assert(std::is_arithmetic_v<Number>);
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

/// Takes numbers off the front; once there are too few bytes, all are 0 and isGood() is false.
class Taker
{
public:
    explicit Taker(std::span<const std::byte> bytes) : m_left(bytes) { }

    template <class Number>
    Number take()
    {
        Number number{};
        if (m_left.size() < sizeof number) {
            m_isGood = false;
            return number;
        }
        std::memcpy(&number, m_left.data(), sizeof number);
        m_left = m_left.subspan(sizeof number);
        return number;
    }
    bool takeText(std::string_view text)
    {
        const bool same = m_left.size() >= text.size() && std::memcmp(m_left.data(), text.data(), text.size()) == 0;
        m_left = m_left.subspan(same ? text.size() : m_left.size());
        return same;
    }
    std::span<const std::byte> left() const { return m_left; }
    bool isGood() const { return m_isGood; }

private:
    std::span<const std::byte> m_left;
    bool m_isGood = true;
};

std::uint32_t checksum(std::span<const std::byte> bytes)
{
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

void putCheckpoint(std::string& bytes, const Checkpoint& checkpoint)
{
    put(bytes, checkpoint.begin);
    put(bytes, checkpoint.byte);
    put(bytes, checkpoint.time);
    put(bytes, checkpoint.samples);
    put(bytes, checkpoint.size);
    put(bytes, checkpoint.hash);
}

Checkpoint takeCheckpoint(Taker& taker)
{
    Checkpoint checkpoint;
    checkpoint.begin = taker.take<std::int64_t>();
    checkpoint.byte = taker.take<std::int64_t>();
    checkpoint.time = taker.take<std::int64_t>();
    checkpoint.samples = taker.take<std::int32_t>();
    checkpoint.size = taker.take<std::int32_t>();
    checkpoint.hash = taker.take<std::uint32_t>();
    return checkpoint;
}

bool isWithin(std::int64_t number, std::int64_t least, std::int64_t most)
{
    return number >= least && number <= most;
}

bool isBelievable(const IndexContent& content, std::int64_t fileBytes)
{
    const FrameFormat& format = content.format;
    const IndexedLength& length = content.length;
    const int kind = static_cast<int>(format.sample);
    if (!isWithin(kind, 0, static_cast<int>(SampleFormat::MuLaw)) || format.channelCount < 1 || format.sampleRate < 1
        || !isWithin(content.samplesOfPacket, 1, mostSamplesOfPacket)
        || !isWithin(content.preroll, 0, mostSamplesOfPacket) || !isWithin(length.rawSamples, 1, mostSamples)
        || !isWithin(length.rawEnd, 1, length.rawSamples) || !isWithin(content.rawBegin, 0, length.rawEnd - 1)
        || !isWithin(content.spacing, 1, mostSamples) || content.checkpoints.empty()
        || content.checkpoints.front().begin != 0)
        return false;
    std::int64_t least = 0;
    for (const Checkpoint& checkpoint : content.checkpoints) {
        if (!isWithin(checkpoint.begin, least, length.rawSamples)
            || !isWithin(checkpoint.samples, 0, mostSamplesOfPacket) || !isWithin(checkpoint.byte, 0, fileBytes - 1)
            || !isWithin(checkpoint.size, 1, fileBytes))
            return false;
        least = checkpoint.begin + content.spacing;
    }
    return true;
}

std::optional<IndexContent> takeContent(Taker& taker)
{
    IndexContent content;
    content.format.sample = static_cast<SampleFormat>(taker.take<std::int32_t>());
    content.format.channelCount = taker.take<std::int32_t>();
    content.format.sampleRate = taker.take<std::int32_t>();
    content.samplesOfPacket = taker.take<std::int32_t>();
    content.preroll = taker.take<std::int32_t>();
    content.rawBegin = taker.take<std::int64_t>();
    content.length.rawSamples = taker.take<std::int64_t>();
    content.length.rawEnd = taker.take<std::int64_t>();
    content.spacing = taker.take<std::int64_t>();
    const auto count = taker.take<std::uint64_t>();
    if (!taker.isGood() || count > PacketIndex::mostCheckpoints)
        return std::nullopt;
    content.checkpoints.reserve(count);
    for (std::uint64_t i = 0; i < count && taker.isGood(); ++i)
        content.checkpoints.push_back(takeCheckpoint(taker));
    if (!taker.isGood() || !taker.left().empty())
        return std::nullopt;
    return content;
}

} // namespace

std::string toBytes(std::string_view key, const std::optional<IndexContent>& content)
{
    std::string payload(key);
    put(payload, avcodec_version());
    put(payload, avformat_version());
    put(payload, static_cast<std::int32_t>(content ? 1 : 0));
    if (content) {
        put(payload, static_cast<std::int32_t>(content->format.sample));
        put(payload, static_cast<std::int32_t>(content->format.channelCount));
        put(payload, static_cast<std::int32_t>(content->format.sampleRate));
        put(payload, content->samplesOfPacket);
        put(payload, content->preroll);
        put(payload, content->rawBegin);
        put(payload, content->length.rawSamples);
        put(payload, content->length.rawEnd);
        put(payload, content->spacing);
        put(payload, static_cast<std::uint64_t>(content->checkpoints.size()));
        for (const Checkpoint& checkpoint : content->checkpoints)
            putCheckpoint(payload, checkpoint);
    }
    std::string bytes(magic);
    put(bytes, checksum(std::as_bytes(std::span(payload))));
    return bytes + payload;
}

KeptIndex keptIndexFrom(std::span<const std::byte> bytes, std::string_view key, std::int64_t fileBytes)
{
    Taker taker(bytes);
    if (!taker.takeText(magic) || taker.take<std::uint32_t>() != checksum(taker.left()) || !taker.takeText(key)
        || taker.take<unsigned>() != avcodec_version() || taker.take<unsigned>() != avformat_version())
        return {};
    if (taker.take<std::int32_t>() == 0)
        return {.isGood = taker.isGood() && taker.left().empty(), .content = {}};
    std::optional<IndexContent> content = takeContent(taker);
    if (!content || !isBelievable(*content, fileBytes))
        return {};
    return {.isGood = true, .content = std::move(content)};
}

} // namespace gabor
