// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/pcmlayout.h"

namespace gabor {

namespace {

/// Nothing for what is not plain PCM.
std::optional<SampleFormat> sampleFormatOf(std::uint64_t encoding)
{
    switch (encoding) {
    case 1:
        return SampleFormat::MuLaw;
    case 2:
        return SampleFormat::Signed8;
    case 3:
        return SampleFormat::Signed16;
    case 4:
        return SampleFormat::Signed24;
    case 5:
        return SampleFormat::Signed32;
    case 6:
        return SampleFormat::Float32;
    case 7:
        return SampleFormat::Float64;
    case 27:
        return SampleFormat::ALaw;
    default:
        return std::nullopt;
    }
}

} // namespace

PcmFinding findPcmInAu(HeaderReader& reader)
{
    // DEC wrote the same file with its own byte order, and the letters turned round to say so.
    const bool little = reader.hasText(0, "dns.");
    if (!little && !reader.hasText(0, ".snd"))
        return NotPcm{};
    const auto order = little ? std::endian::little : std::endian::big;
    const auto header = reader.bytes<24>(0);
    if (!header)
        return OpenFault::Kind::NoAudio;
    const std::optional<SampleFormat> format = sampleFormatOf(number(*header, 12, 4, order));
    if (!format)
        return NotPcm{};
    const std::uint64_t begin = number(*header, 4, 4, order);
    if (begin < header->size())
        return OpenFault::Kind::BadFormat;
    const std::uint64_t dataBytes = number(*header, 8, 4, order);
    const bool sizeIsUnknown = dataBytes == 0xFFFFFFFF; // legal in AU
    return weigh({.container = "AU",
                  .format = *format,
                  .byteOrder = order,
                  .channelCount = static_cast<std::int64_t>(number(*header, 20, 4, order)),
                  .sampleRate = static_cast<double>(number(*header, 16, 4, order)),
                  .begin = static_cast<std::int64_t>(begin),
                  .dataBytes = sizeIsUnknown ? std::nullopt : std::optional(dataBytes)},
                 reader.size());
}

} // namespace gabor
