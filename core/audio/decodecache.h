// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"
#include "core/base/result.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <vector>

namespace gabor {

/// Decoded sound in a temporary file that has no name, so that nothing is left behind however the program ends.
/// One thread appends; any thread reads what size() says is there, through readAt(file()).
class DecodeCache
{
public:
    static constexpr std::int64_t mostBytes = std::int64_t{32} << 30; ///< 24 hours of 48 kHz stereo as 32-bit float

    /// In the first folder of cacheFolders() that can hold it, or errno.
    /// @param limit  bytes that it may grow to
    static Result<std::unique_ptr<DecodeCache>, int> create(std::int64_t limit = mostBytes);
    /// In @p folder, or errno.
    static Result<std::unique_ptr<DecodeCache>, int> createIn(const std::filesystem::path& folder,
                                                              std::int64_t limit = mostBytes);

    const Descriptor& file() const { return m_file; }
    std::int64_t size() const { return m_size.load(std::memory_order_acquire); } ///< bytes that can be read

    /// Appends all of @p bytes or nothing that counts. Returns 0 or errno; EFBIG beyond the limit, ENOSPC already while the file system still
    /// has a little room, which other programs need more. Silence takes no room: it becomes a hole in the file.
    int append(std::span<const std::byte> bytes);
    /// Whether bytes [begin, end), all of them appended, are known to be silence without being read: false may be wrong,
    /// true never is. Hours of silence in a small file would otherwise be read as gigabytes of zeros.
    bool isHole(std::int64_t begin, std::int64_t end) const;

private:
    DecodeCache(Descriptor file, std::int64_t limit) : m_file(std::move(file)), m_limit(limit) { }

    bool leavesRoom();

    Descriptor m_file;
    std::int64_t m_limit;
    std::atomic<std::int64_t> m_size = 0;
    std::int64_t m_roomCheckedAt = -1; ///< size of the file when the free room was last looked at; -1 = never
};

/// Where temporary files of any size may go, best first: $XDG_CACHE_HOME, $TMPDIR, ~/.cache, /var/tmp, /tmp.
std::vector<std::filesystem::path> cacheFolders();

} // namespace gabor
