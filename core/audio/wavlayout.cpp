// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmlayout.h"
#include "core/audio/wavechunks.h"

#include <algorithm>

namespace gabor {

namespace {

constexpr unsigned tagPcm = 1;
constexpr unsigned tagFloat = 3;
constexpr unsigned tagALaw = 6;
constexpr unsigned tagMuLaw = 7;
constexpr unsigned tagExtensible = 0xFFFE;

using Guid = std::array<std::uint8_t, 16>;
// What follows the format tag in the sub-format of WAVE_FORMAT_EXTENSIBLE: Microsoft's, and that of Ambisonic B-format.
constexpr std::array<std::uint8_t, 12> microsoftTail{0x00, 0x00, 0x10, 0x00, 0x80, 0x00,
                                                     0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71};
constexpr std::array<std::uint8_t, 12> ambisonicTail{0x21, 0x07, 0xD3, 0x11, 0x86, 0x44,
                                                     0xC8, 0xC1, 0xCA, 0x00, 0x00, 0x00};

/// What matters of the fmt chunk.
struct WaveFormat
{
    unsigned tag = 0;
    std::int64_t channelCount = 0;
    double sampleRate = 0;
    int blockBytes = 0;
    int bits = 0;
};

std::optional<unsigned> tagOfSubFormat(HeaderReader& reader, std::int64_t offset, std::endian order)
{
    const std::optional<Guid> guid = reader.bytes<16>(offset);
    if (!guid)
        return std::nullopt;
    Guid sorted = *guid;
    if (order == std::endian::big) { // the first three fields of a GUID are numbers
        std::reverse(sorted.begin(), sorted.begin() + 4);
        std::reverse(sorted.begin() + 4, sorted.begin() + 6);
        std::reverse(sorted.begin() + 6, sorted.begin() + 8);
    }
    const auto endsWith = [&](const std::array<std::uint8_t, 12>& tail) {
        return std::equal(tail.begin(), tail.end(), sorted.begin() + 4)
            || std::equal(tail.begin(), tail.end(), guid->begin() + 4);
    };
    if (!endsWith(microsoftTail) && !endsWith(ambisonicTail))
        return std::nullopt;
    return static_cast<unsigned>(number(*guid, 0, 4, order));
}

/// Nothing when the chunk is too short to be one, or names a sub-format that we do not know.
std::optional<WaveFormat> waveFormatIn(HeaderReader& reader, const Chunk& chunk, std::endian order)
{
    const auto body = reader.bytes<16>(chunk.body);
    if (!body || chunk.size < 16)
        return std::nullopt;
    WaveFormat format{.tag = static_cast<unsigned>(number(*body, 0, 2, order)),
                      .channelCount = static_cast<std::int64_t>(number(*body, 2, 2, order)),
                      .sampleRate = static_cast<double>(number(*body, 4, 4, order)),
                      .blockBytes = static_cast<int>(number(*body, 12, 2, order)),
                      .bits = static_cast<int>(number(*body, 14, 2, order))};
    if (format.tag == tagExtensible) {
        const auto tag = chunk.size >= 40 ? tagOfSubFormat(reader, chunk.body + 24, order) : std::nullopt;
        if (!tag)
            return std::nullopt;
        format.tag = *tag;
    }
    return format;
}

/// Nothing for what is not plain PCM. Fewer bits than the bytes hold stand on the left, by the standard.
std::optional<SampleFormat> sampleFormatOf(const WaveFormat& format)
{
    const int bytes = (format.bits + 7) / 8;
    if (format.tag == tagALaw && bytes == 1)
        return SampleFormat::ALaw;
    if (format.tag == tagMuLaw && bytes == 1)
        return SampleFormat::MuLaw;
    if (format.tag == tagFloat && bytes == 4)
        return SampleFormat::Float32;
    if (format.tag == tagFloat && bytes == 8)
        return SampleFormat::Float64;
    if (format.tag != tagPcm)
        return std::nullopt;
    switch (bytes) {
    case 1:
        return SampleFormat::Unsigned8;
    case 2:
        return SampleFormat::Signed16;
    case 3: // old writers say "24 bits" of samples that take up 4 bytes
        return format.blockBytes == 4 * format.channelCount ? SampleFormat::Signed32 : SampleFormat::Signed24;
    case 4:
        return SampleFormat::Signed32;
    case 8:
        return SampleFormat::Signed64;
    default:
        return std::nullopt;
    }
}

/// Whether chunk follows chunk from here to the very end of the file, as behind a data chunk that is really empty.
bool chunksReachEnd(HeaderReader& reader, const ChunkStyle& style, std::int64_t first)
{
    ChunkWalk walk(reader, style, first);
    while (walk.position() < reader.size()) {
        const std::optional<Chunk> chunk = walk.next();
        if (!chunk || !isChunkId(chunk->id) || chunk->size > static_cast<std::uint64_t>(reader.size() - chunk->body))
            return false;
    }
    return true;
}

/// With nothing but chunks behind it, data without a sample is meant so; else its size was never filled in.
bool isMeantToBeEmpty(HeaderReader& reader, const ChunkStyle& style, const Chunk& data, int blockBytes)
{
    if (data.size >= static_cast<std::uint64_t>(std::max(1, blockBytes)))
        return false;
    const auto bytes = static_cast<std::int64_t>(data.size);
    return chunksReachEnd(reader, style, data.body + (bytes + style.alignment - 1) / style.alignment * style.alignment);
}

PcmFinding findInWaveChunks(HeaderReader& reader, const ChunkStyle& style, std::int64_t first, const char* container)
{
    const WaveChunks chunks = waveChunksIn(reader, style, first);
    const auto& [format, data, longDataBytes, dataWasSearched] = chunks;
    if (!chunks.areThere())
        return OpenFault::Kind::NoAudio;
    if (format->size < 14)
        return OpenFault::Kind::BadFormat;
    const std::optional<WaveFormat> wave = waveFormatIn(reader, *format, style.byteOrder);
    if (!wave)
        return NotPcm{};
    if (wave->tag == tagPcm && wave->bits == 0)
        return OpenFault::Kind::BadFormat;
    const std::optional<SampleFormat> sampleFormat = sampleFormatOf(*wave);
    if (!sampleFormat)
        return NotPcm{};
    const bool isEmpty = isMeantToBeEmpty(reader, style, *data, wave->blockBytes);
    const bool sizeIsElsewhere = longDataBytes && data->size == sizeIsInDs64;
    PcmFinding finding = weigh({.container = container,
                                .format = *sampleFormat,
                                .byteOrder = style.byteOrder,
                                .channelCount = wave->channelCount,
                                .sampleRate = wave->sampleRate,
                                .begin = data->body,
                                .dataBytes = sizeIsElsewhere ? *longDataBytes : data->size},
                               isEmpty ? data->body : reader.size());
    if (auto* const layout = std::get_if<PcmLayout>(&finding); layout && dataWasSearched)
        layout->notices.push_back({.kind = SoundNotice::Kind::DamagedData, .count = 1});
    return finding;
}

} // namespace

PcmFinding findPcmInWav(HeaderReader& reader)
{
    if (!reader.hasText(8, "WAVE"))
        return NotPcm{};
    if (reader.hasText(0, "RIFF"))
        return findInWaveChunks(reader, {}, 12, "WAV");
    if (reader.hasText(0, "RIFX"))
        return findInWaveChunks(reader, {.byteOrder = std::endian::big}, 12, "WAV");
    if (reader.hasText(0, "RF64"))
        return findInWaveChunks(reader, {}, 12, "RF64");
    if (reader.hasText(0, "BW64"))
        return findInWaveChunks(reader, {}, 12, "BW64");
    return NotPcm{};
}

PcmFinding findPcmInWave64(HeaderReader& reader)
{
    using namespace std::string_view_literals;
    constexpr std::string_view riffGuid = "riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\x00\x00"sv;
    constexpr std::string_view waveGuid = "wave\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A"sv;
    if (!reader.hasText(0, riffGuid) || !reader.hasText(24, waveGuid))
        return NotPcm{};
    const ChunkStyle style{.idBytes = 16, .sizeBytes = 8, .sizeCountsHeader = true, .alignment = 8};
    return findInWaveChunks(reader, style, 40, "Wave64");
}

} // namespace gabor
