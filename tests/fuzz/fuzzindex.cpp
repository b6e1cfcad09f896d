// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/index/indexformat.h"

#include <cstdlib>
#include <cstring>
#include <string>

#include <zlib.h>

using namespace gabor;

static constexpr std::string_view key = "a file\n";

/// A kept index of packets, whose checksum is set right: what is taken for good can be used.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string pattern = toBytes(key, std::nullopt); // has the beginning that is the same in all of them
    constexpr std::size_t magicBytes = 16;
    constexpr std::size_t keyAndVersionBytes = key.size() + 2 * sizeof(unsigned);
    std::string payload = pattern.substr(magicBytes + sizeof(std::uint32_t), keyAndVersionBytes);
    payload.append(reinterpret_cast<const char*>(data), size);
    const auto sum =
        static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const unsigned char*>(payload.data()), payload.size()));
    std::string bytes = pattern.substr(0, magicBytes);
    bytes.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    bytes += payload;
    constexpr std::int64_t fileBytes = 1 << 20;
    const KeptIndex kept = keptIndexFrom(std::as_bytes(std::span(bytes)), key, fileBytes);
    if (!kept.isGood || !kept.content)
        return 0;
    const std::string again = toBytes(key, kept.content);
    if (keptIndexFrom(std::as_bytes(std::span(again)), key, fileBytes).content != kept.content)
        std::abort();
    const PacketIndex index(*kept.content);
    const std::int64_t end = index.length().rawSamples;
    for (const std::int64_t place : {std::int64_t{-1}, std::int64_t{0}, end / 2, end})
        if (index.endingBefore(place).begin > end || index.beginningAt(place).value_or(Checkpoint{}).begin > end)
            std::abort();
    return 0;
}
