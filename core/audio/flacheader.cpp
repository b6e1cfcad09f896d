// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/flacheader.h"

#include <array>
#include <bit>

namespace gabor {

namespace {

/// CRC-8 with the polynomial x^8 + x^2 + x + 1.
constexpr std::array<std::uint8_t, 256> checksumTable = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned byte = 0; byte < table.size(); ++byte) {
        unsigned crc = byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc << 1U) ^ ((crc & 0x80U) != 0 ? 0x107U : 0U);
        table[byte] = static_cast<std::uint8_t>(crc);
    }
    return table;
}();

std::uint8_t checksum(std::span<const std::uint8_t> bytes)
{
    std::uint8_t crc = 0;
    for (const std::uint8_t byte : bytes)
        crc = checksumTable[crc ^ byte];
    return crc;
}

/// Bytes of a number that begins with @p first, which is written as UTF-8 writes characters; 0 for what is none.
std::size_t numberBytes(std::uint8_t first)
{
    const auto ones = static_cast<std::size_t>(std::countl_one(first));
    return ones == 0 ? 1 : ones == 1 || ones == 8 ? 0 : ones;
}

std::optional<std::uint64_t> numberIn(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() == 1)
        return bytes[0];
    std::uint64_t number = bytes[0] & (0x7FU >> bytes.size());
    for (const std::uint8_t byte : bytes.subspan(1)) {
        if ((byte & 0xC0U) != 0x80)
            return std::nullopt;
        number = number << 6U | (byte & 0x3FU);
    }
    return number;
}

/// @param rest  what is spelled out behind the number
int samplesOf(unsigned code, std::span<const std::uint8_t> rest)
{
    if (code == 1)
        return 192;
    if (code < 6)
        return 576 << (code - 2);
    if (code == 6)
        return rest[0] + 1;
    if (code == 7)
        return (rest[0] << 8) + rest[1] + 1;
    return 256 << (code - 8);
}

} // namespace

int FlacHeader::channelCount() const
{
    return assignment < 8 ? static_cast<int>(assignment) + 1 : 2;
}

int FlacHeader::bits() const
{
    constexpr std::array<int, 8> bitsOfCode{0, 8, 12, 0, 16, 20, 24, 32};
    return bitsOfCode[bitsCode];
}

bool FlacHeader::isFollowedBy(const FlacHeader& next) const
{
    const std::uint64_t step = numbersSamples ? static_cast<std::uint64_t>(samples) : 1;
    return next.number == number + step && next.numbersSamples == numbersSamples && next.rateCode == rateCode
        && next.bitsCode == bitsCode && next.channelCount() == channelCount();
}

std::optional<FlacHeader> flacHeaderOf(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t numberPlace = 4;
    constexpr unsigned reservedBits = 3;
    constexpr unsigned invalidRate = 15;
    constexpr unsigned mostAssignments = 11;
    if (bytes.size() < numberPlace + 2 || bytes[0] != 0xFF || (bytes[1] & 0xFEU) != 0xF8)
        return std::nullopt;
    const unsigned samplesCode = static_cast<unsigned>(bytes[2] >> 4);
    FlacHeader header{.numbersSamples = (bytes[1] & 1U) != 0,
                      .rateCode = bytes[2] & 15U,
                      .assignment = static_cast<unsigned>(bytes[3] >> 4),
                      .bitsCode = (bytes[3] >> 1) & 7U};
    const std::size_t ofNumber = numberBytes(bytes[numberPlace]);
    if (samplesCode == 0 || header.rateCode == invalidRate || header.assignment >= mostAssignments
        || header.bitsCode == reservedBits || (bytes[3] & 1U) != 0 || ofNumber == 0)
        return std::nullopt;
    const std::size_t ofSamples = samplesCode == 6 ? 1 : samplesCode == 7 ? 2 : 0;
    const std::size_t ofRate = header.rateCode == 12 ? 1 : header.rateCode > 12 ? 2 : 0;
    header.bytes = numberPlace + ofNumber + ofSamples + ofRate + 1;
    if (bytes.size() < header.bytes || checksum(bytes.first(header.bytes - 1)) != bytes[header.bytes - 1])
        return std::nullopt;
    const std::optional<std::uint64_t> number = numberIn(bytes.subspan(numberPlace, ofNumber));
    if (!number)
        return std::nullopt;
    header.number = *number;
    header.samples = samplesOf(samplesCode, bytes.subspan(numberPlace + ofNumber));
    return header;
}

} // namespace gabor
