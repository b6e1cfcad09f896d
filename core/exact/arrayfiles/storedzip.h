// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace gabor {

/// One file in a zip archive that compresses nothing.
struct ZipMember
{
    std::string name;        ///< ASCII
    std::int64_t size = 0;   ///< bytes, known beforehand
    std::int64_t offset = 0; ///< of its header in the archive; placeMembers() sets it
    std::uint32_t crc = 0;   ///< of its content

    /// Where its content begins in the archive.
    std::int64_t contentOffset() const;
};

/// Gives every member its place, one behind the other. Returns where the directory begins.
std::int64_t placeMembers(std::span<ZipMember> members);

/// What precedes the content of @p member; its length does not depend on the crc.
std::string zipHeader(const ZipMember& member);

/// The directory of all @p members and the archive's end.
/// @param offset  where it begins
std::string zipDirectory(std::span<const ZipMember> members, std::int64_t offset);

} // namespace gabor
