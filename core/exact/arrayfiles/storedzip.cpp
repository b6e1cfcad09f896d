// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exact/arrayfiles/storedzip.h"

// Source: APPNOTE.TXT, .ZIP File Format Specification, version 6.3.10, sections 4.3 to 4.5. Sizes and offsets that do
// not fit 32 bits move to the zip64 records; fields that would hold them are then filled with ones.

namespace gabor {

namespace {

constexpr std::int64_t noRoom = 0xFFFFFFFF; ///< "see zip64"
constexpr int versionWithZip64 = 45;
constexpr int madeOnUnix = 3 << 8;
constexpr std::uint32_t ordinaryFile = 0100644U << 16;
constexpr int midnight = 0;
constexpr int newYear1980 = 1 << 5 | 1; ///< the first day that zip knows; the same data give the same file

class Record
{
public:
    Record& number(std::int64_t value, int width)
    {
        for (int i = 0; i < width; ++i)
            m_bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
        return *this;
    }
    Record& text(const std::string& bytes)
    {
        m_bytes += bytes;
        return *this;
    }
    const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

bool isLarge(std::int64_t value)
{
    return value >= noRoom;
}

std::int64_t orOnes(std::int64_t value, bool large)
{
    return large ? noRoom : value;
}

/// What local headers and the directory have in common, from the version to the sizes.
void describe(Record& record, const ZipMember& member)
{
    const std::int64_t size = orOnes(member.size, isLarge(member.size));
    constexpr int flags = 0;
    constexpr int stored = 0;
    record.number(versionWithZip64, 2).number(flags, 2).number(stored, 2).number(midnight, 2).number(newYear1980, 2);
    record.number(member.crc, 4).number(size, 4).number(size, 4);
    record.number(static_cast<std::int64_t>(member.name.size()), 2);
}

std::string zip64Extra(const Record& fields)
{
    if (fields.bytes().empty())
        return {};
    return Record()
        .number(1, 2)
        .number(static_cast<std::int64_t>(fields.bytes().size()), 2)
        .text(fields.bytes())
        .bytes();
}

std::string directoryEntry(const ZipMember& member)
{
    Record wide;
    if (isLarge(member.size))
        wide.number(member.size, 8).number(member.size, 8);
    if (isLarge(member.offset))
        wide.number(member.offset, 8);
    const std::string extra = zip64Extra(wide);

    Record entry;
    entry.number(0x02014b50, 4).number(madeOnUnix | versionWithZip64, 2);
    describe(entry, member);
    constexpr int noComment = 0;
    constexpr int firstDisk = 0;
    constexpr int internalAttributes = 0;
    entry.number(static_cast<std::int64_t>(extra.size()), 2).number(noComment, 2).number(firstDisk, 2);
    entry.number(internalAttributes, 2).number(ordinaryFile, 4);
    entry.number(orOnes(member.offset, isLarge(member.offset)), 4);
    return entry.text(member.name).text(extra).bytes();
}

} // namespace

std::int64_t ZipMember::contentOffset() const
{
    return offset + static_cast<std::int64_t>(zipHeader(*this).size());
}

std::int64_t placeMembers(std::span<ZipMember> members)
{
    std::int64_t offset = 0;
    for (ZipMember& member : members) {
        member.offset = offset;
        offset = member.contentOffset() + member.size;
    }
    return offset;
}

std::string zipHeader(const ZipMember& member)
{
    Record wide;
    if (isLarge(member.size))
        wide.number(member.size, 8).number(member.size, 8);
    const std::string extra = zip64Extra(wide);
    Record header;
    header.number(0x04034b50, 4);
    describe(header, member);
    header.number(static_cast<std::int64_t>(extra.size()), 2);
    return header.text(member.name).text(extra).bytes();
}

std::string zipDirectory(std::span<const ZipMember> members, std::int64_t offset)
{
    Record record;
    for (const ZipMember& member : members)
        record.text(directoryEntry(member));
    const std::int64_t size = static_cast<std::int64_t>(record.bytes().size());
    const std::int64_t count = static_cast<std::int64_t>(members.size());
    if (isLarge(offset)) {
        constexpr int restOfRecord = 44;
        record.number(0x06064b50, 4).number(restOfRecord, 8);
        record.number(madeOnUnix | versionWithZip64, 2).number(versionWithZip64, 2).number(0, 4).number(0, 4);
        record.number(count, 8).number(count, 8).number(size, 8).number(offset, 8);
        record.number(0x07064b50, 4).number(0, 4).number(offset + size, 8).number(1, 4);
    }
    record.number(0x06054b50, 4).number(0, 2).number(0, 2).number(count, 2).number(count, 2);
    record.number(size, 4).number(orOnes(offset, isLarge(offset)), 4).number(0, 2);
    return record.bytes();
}

} // namespace gabor
