// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/soundfiles.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>

namespace gabor::test {

namespace {

using namespace std::string_literals;

std::uint64_t bitsOf(double sample, SampleFormat format)
{
    const auto integer = [sample](int bits) {
        const double full = std::ldexp(1.0, bits - 1);
        return static_cast<std::uint64_t>(std::llround(std::clamp(sample * full, -full, full - 1.0)));
    };
    switch (format) {
    case SampleFormat::Unsigned8:
        return integer(8) + 128;
    case SampleFormat::Signed8:
        return integer(8);
    case SampleFormat::Signed16:
        return integer(16);
    case SampleFormat::Signed24:
        return integer(24);
    case SampleFormat::Signed32:
        return integer(32);
    case SampleFormat::Signed64:
        return integer(48) << 16; // a double holds no more
    case SampleFormat::Float32:
        return std::bit_cast<std::uint32_t>(static_cast<float>(sample));
    case SampleFormat::Float64:
        return std::bit_cast<std::uint64_t>(sample);
    case SampleFormat::ALaw:
        return sample > 0.5 ? 0xAA : sample < -0.5 ? 0x2A : 0xD5;
    case SampleFormat::MuLaw:
        return sample > 0.5 ? 0x80 : sample < -0.5 ? 0x00 : 0xFF;
    }
    return 0;
}

int bitsPerSample(SampleFormat format)
{
    return 8 * bytesPerSample(format);
}

unsigned waveTag(SampleFormat format)
{
    switch (format) {
    case SampleFormat::Float32:
    case SampleFormat::Float64:
        return 3;
    case SampleFormat::ALaw:
        return 6;
    case SampleFormat::MuLaw:
        return 7;
    default:
        return 1;
    }
}

/// The 80-bit float of AIFF, for a whole number of hertz.
Bytes extendedFloat(std::uint32_t value)
{
    const int shift = std::countl_zero(static_cast<std::uint64_t>(value));
    return number(static_cast<std::uint64_t>(16383 + 63 - shift), 2, std::endian::big)
        + number(static_cast<std::uint64_t>(value) << shift, 8, std::endian::big);
}

Bytes wave64Chunk(const Bytes& guid, const Bytes& body)
{
    return guid + number(24 + body.size(), 8) + body + Bytes((8 - body.size() % 8) % 8, '\0');
}

} // namespace

Bytes number(std::uint64_t value, int width, std::endian order)
{
    Bytes bytes;
    for (int i = 0; i < width; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 0xFF);
    if (order == std::endian::big)
        std::ranges::reverse(bytes);
    return bytes;
}

Bytes pcm(const Channels& channels, SampleFormat format, std::endian order)
{
    Bytes bytes;
    for (std::size_t i = 0; i < channels.front().size(); ++i)
        for (const std::vector<double>& channel : channels)
            bytes += number(bitsOf(channel[i], format), bytesPerSample(format), order);
    return bytes;
}

Bytes chunk(std::string_view id, const Bytes& body, std::endian order)
{
    return Bytes(id) + number(body.size(), 4, order) + body + Bytes(body.size() % 2, '\0');
}

Bytes wavFormat(const PcmDescription& description, bool extensible)
{
    const std::endian order = description.order;
    const int block = bytesPerSample(description.format) * description.channelCount;
    const unsigned tag = waveTag(description.format);
    Bytes body = number(extensible ? 0xFFFE : tag, 2, order)
        + number(static_cast<std::uint64_t>(description.channelCount), 2, order)
        + number(description.sampleRate, 4, order)
        + number(description.sampleRate * static_cast<std::uint64_t>(block), 4, order)
        + number(static_cast<std::uint64_t>(block), 2, order)
        + number(static_cast<std::uint64_t>(bitsPerSample(description.format)), 2, order);
    if (extensible)
        body += number(22, 2, order) + number(static_cast<std::uint64_t>(bitsPerSample(description.format)), 2, order)
            + number(0, 4, order) + number(tag, 4, order) + number(0, 2, order) + number(0x10, 2, order)
            + "\x80\x00\x00\xAA\x00\x38\x9B\x71"s;
    return chunk("fmt ", body, order);
}

Bytes wav(const PcmDescription& description, const Bytes& data, const Bytes& before, const Bytes& after)
{
    const std::endian order = description.order;
    const Bytes body = "WAVE" + wavFormat(description) + before + chunk("data", data, order) + after;
    return (order == std::endian::big ? "RIFX" : "RIFF") + number(body.size(), 4, order) + body;
}

Bytes wavThatClaims(const PcmDescription& description, const Bytes& data, std::uint32_t dataSize)
{
    return "RIFF" + number(dataSize, 4) + "WAVE" + wavFormat(description) + "data" + number(dataSize, 4) + data;
}

Bytes rf64(const PcmDescription& description, const Bytes& data, std::string_view id)
{
    const auto block = static_cast<std::uint64_t>(bytesPerSample(description.format) * description.channelCount);
    const Bytes sizes =
        number(data.size() + 72, 8) + number(data.size(), 8) + number(data.size() / block, 8) + number(0, 4);
    return Bytes(id) + number(0xFFFFFFFF, 4) + "WAVE" + chunk("ds64", sizes) + wavFormat(description) + "data"
        + number(0xFFFFFFFF, 4) + data;
}

Bytes wave64(const PcmDescription& description, const Bytes& data)
{
    const Bytes tail = "\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A"s;
    const Bytes body =
        "wave" + tail + wave64Chunk("fmt " + tail, wavFormat(description).substr(8)) + wave64Chunk("data" + tail, data);
    return "riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\x00\x00"s + number(24 + body.size(), 8) + body;
}

Bytes aiff(const PcmDescription& description, const Bytes& data)
{
    constexpr auto big = std::endian::big;
    const auto block = static_cast<std::uint64_t>(bytesPerSample(description.format) * description.channelCount);
    Bytes common = number(static_cast<std::uint64_t>(description.channelCount), 2, big)
        + number(data.size() / block, 4, big)
        + number(static_cast<std::uint64_t>(bitsPerSample(description.format)), 2, big)
        + extendedFloat(description.sampleRate);
    Bytes compression;
    switch (description.format) {
    case SampleFormat::Unsigned8:
        compression = "raw ";
        break;
    case SampleFormat::Float32:
        compression = "fl32";
        break;
    case SampleFormat::Float64:
        compression = "fl64";
        break;
    case SampleFormat::ALaw:
        compression = "alaw";
        break;
    case SampleFormat::MuLaw:
        compression = "ulaw";
        break;
    default:
        compression = description.order == std::endian::little ? "sowt" : "";
    }
    if (!compression.empty())
        common += compression + "\0\0"s;
    const Bytes body =
        (compression.empty() ? "AIFF" : "AIFC") + chunk("COMM", common, big) + chunk("SSND", number(0, 8) + data, big);
    return "FORM" + number(body.size(), 4, big) + body;
}

Bytes au(const PcmDescription& description, const Bytes& data)
{
    constexpr auto big = std::endian::big;
    const auto encoding = [&]() -> std::uint64_t {
        switch (description.format) {
        case SampleFormat::MuLaw:
            return 1;
        case SampleFormat::Signed8:
            return 2;
        case SampleFormat::Signed16:
            return 3;
        case SampleFormat::Signed24:
            return 4;
        case SampleFormat::Signed32:
            return 5;
        case SampleFormat::Float32:
            return 6;
        case SampleFormat::Float64:
            return 7;
        default:
            return 27;
        }
    }();
    return ".snd" + number(32, 4, big) + number(data.size(), 4, big) + number(encoding, 4, big)
        + number(description.sampleRate, 4, big) + number(static_cast<std::uint64_t>(description.channelCount), 4, big)
        + Bytes(8, '\0') + data;
}

Bytes caf(const PcmDescription& description, const Bytes& data, std::int64_t dataSize)
{
    constexpr auto big = std::endian::big;
    const bool isFloat = waveTag(description.format) == 3;
    const bool little = description.order == std::endian::little;
    const Bytes id = description.format == SampleFormat::ALaw ? "alaw"
        : description.format == SampleFormat::MuLaw           ? "ulaw"
                                                              : "lpcm";
    const auto block = static_cast<std::uint64_t>(bytesPerSample(description.format) * description.channelCount);
    const Bytes desc = number(std::bit_cast<std::uint64_t>(static_cast<double>(description.sampleRate)), 8, big) + id
        + number((isFloat ? 1U : 0U) | (little ? 2U : 0U), 4, big) + number(block, 4, big) + number(1, 4, big)
        + number(static_cast<std::uint64_t>(description.channelCount), 4, big)
        + number(static_cast<std::uint64_t>(bitsPerSample(description.format)), 4, big);
    return "caff" + number(1, 2, big) + number(0, 2) + "desc" + number(desc.size(), 8, big) + desc + "data"
        + number(static_cast<std::uint64_t>(dataSize), 8, big) + number(0, 4) + data;
}

void write(const std::filesystem::path& path, const Bytes& bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

bool encode(const std::filesystem::path& input, const std::string& arguments, const std::filesystem::path& output)
{
    const std::string command =
        "ffmpeg -nostdin -v error -y -i '" + input.native() + "' " + arguments + " '" + output.native() + "' 2>&1";
    return std::system(command.c_str()) == 0;
}

} // namespace gabor::test
