// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/rawsound.h"

#include "core/audio/pcmlayout.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace gabor {

namespace {

constexpr auto little = std::endian::little;
constexpr auto big = std::endian::big;

constexpr std::array encodings{
    RawEncoding{"s16le", SampleFormat::Signed16, little}, RawEncoding{"s16be", SampleFormat::Signed16, big},
    RawEncoding{"s24le", SampleFormat::Signed24, little}, RawEncoding{"s24be", SampleFormat::Signed24, big},
    RawEncoding{"s32le", SampleFormat::Signed32, little}, RawEncoding{"s32be", SampleFormat::Signed32, big},
    RawEncoding{"f32le", SampleFormat::Float32, little},  RawEncoding{"f32be", SampleFormat::Float32, big},
    RawEncoding{"f64le", SampleFormat::Float64, little},  RawEncoding{"f64be", SampleFormat::Float64, big},
    RawEncoding{"u8", SampleFormat::Unsigned8, little},   RawEncoding{"s8", SampleFormat::Signed8, little},
    RawEncoding{"mulaw", SampleFormat::MuLaw, little},    RawEncoding{"alaw", SampleFormat::ALaw, little},
    RawEncoding{"s64le", SampleFormat::Signed64, little}, RawEncoding{"s64be", SampleFormat::Signed64, big}};

std::int64_t blockBytes(const RawSound& raw)
{
    return bytesPerSample(raw.format) * raw.channelCount;
}

} // namespace

std::optional<RawFault> faultIn(const RawSound& raw, std::int64_t fileBytes)
{
    using Rule = RawFault::Rule;
    constexpr double anyRate = 1;
    constexpr std::int64_t anyCount = 1;
    if (!isSaneFormat(raw.sampleRate, anyCount))
        return RawFault{.rule = Rule::SampleRate, .fileBytes = fileBytes};
    if (!isSaneFormat(anyRate, raw.channelCount))
        return RawFault{.rule = Rule::ChannelCount, .fileBytes = fileBytes};
    if (raw.offset < 0 || raw.offset >= fileBytes)
        return RawFault{.rule = Rule::Offset, .fileBytes = fileBytes};
    // Both numbers of the difference are known to be small enough by now, and so are those of the product.
    if (fileBytes - raw.offset < blockBytes(raw))
        return RawFault{.rule = Rule::TooShort, .fileBytes = fileBytes, .blockBytes = blockBytes(raw)};
    return std::nullopt;
}

std::int64_t sampleCount(const RawSound& raw, std::int64_t fileBytes)
{
    return faultIn(raw, fileBytes) ? 0 : (fileBytes - raw.offset) / blockBytes(raw);
}

PcmLayout layoutOf(const RawSound& raw, std::int64_t fileBytes)
{
    assert(!faultIn(raw, fileBytes));
    PcmLayout layout{.container = "raw",
                     .samples = {.format = raw.format,
                                 .byteOrder = raw.byteOrder,
                                 .channelCount = static_cast<int>(raw.channelCount),
                                 .begin = raw.offset},
                     .sampleRate = raw.sampleRate,
                     .sampleCount = sampleCount(raw, fileBytes),
                     .notices = {}};
    if ((fileBytes - raw.offset) % blockBytes(raw) != 0)
        layout.notices.push_back({.kind = SoundNotice::Kind::CutOff, .count = layout.sampleCount});
    return layout;
}

std::span<const RawEncoding> rawEncodings()
{
    return encodings;
}

std::optional<RawEncoding> rawEncodingNamed(std::string_view name)
{
    const auto isMeant = [name](const RawEncoding& encoding) {
        return encoding.name == name
            || (encoding.name.ends_with("le") && encoding.name.substr(0, encoding.name.size() - 2) == name);
    };
    if (name == "ulaw")
        return rawEncodingNamed("mulaw");
    const auto* const found = std::ranges::find_if(encodings, isMeant);
    return found == encodings.end() ? std::nullopt : std::optional(*found);
}

std::string_view encodingNameOf(const RawSound& raw)
{
    const auto* const found = std::ranges::find_if(encodings, [&raw](const RawEncoding& encoding) {
        const bool orderMatters = bytesPerSample(raw.format) > 1;
        return encoding.format == raw.format && (!orderMatters || encoding.byteOrder == raw.byteOrder);
    });
    return found->name;
}

} // namespace gabor
