// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/decodecache.h"

#include "core/audio/zerobytes.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace gabor {

namespace {

constexpr std::int64_t bytesBetweenRoomChecks = 32 << 20;

/// A file without a name, or -1 and errno.
int openUnnamed(const std::filesystem::path& folder)
{
    const int unnamed = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return unnamed;
    // This file system (NFS, FAT, ...) cannot: give it a name for a moment.
    std::string name = (folder / "gabor-XXXXXX").native();
    const int named = mkostemp(name.data(), O_CLOEXEC);
    if (named >= 0)
        unlink(name.c_str());
    return named;
}

} // namespace

std::vector<std::filesystem::path> cacheFolders()
{
    std::vector<std::filesystem::path> folders;
    const auto add = [&](const char* variable, const char* below) {
        const char* const value = std::getenv(variable);
        if (value && *value == '/') // the standard says that relative ones are to be ignored
            folders.push_back(std::filesystem::path(value) / below);
    };
    add("XDG_CACHE_HOME", "");
    add("TMPDIR", "");
    add("HOME", ".cache");
    folders.emplace_back("/var/tmp");
    folders.emplace_back("/tmp");
    return folders;
}

Result<std::unique_ptr<DecodeCache>, int> DecodeCache::create(std::int64_t limit)
{
    int firstError = 0;
    for (const std::filesystem::path& folder : cacheFolders()) {
        Result<std::unique_ptr<DecodeCache>, int> cache = createIn(folder, limit);
        if (cache)
            return cache;
        if (firstError == 0)
            firstError = cache.fault();
    }
    return firstError;
}

Result<std::unique_ptr<DecodeCache>, int> DecodeCache::createIn(const std::filesystem::path& folder, std::int64_t limit)
{
    Descriptor file(openUnnamed(folder));
    if (!file.isOpen())
        return errno;
    return std::unique_ptr<DecodeCache>(new DecodeCache(std::move(file), limit));
}

int DecodeCache::append(std::span<const std::byte> bytes)
{
    const std::int64_t before = m_size.load(std::memory_order_relaxed);
    const std::int64_t after = before + static_cast<std::int64_t>(bytes.size());
    if (after > m_limit)
        return EFBIG;
    if (areAllZero(bytes)) {
        if (ftruncate(m_file.number(), after) != 0)
            return errno;
    } else {
        if (!leavesRoom())
            return ENOSPC;
        if (const int errorNumber = writeAt(m_file, before, bytes))
            return errorNumber;
    }
    m_size.store(after, std::memory_order_release);
    return 0;
}

bool DecodeCache::isHole(std::int64_t begin, std::int64_t end) const
{
    const off_t data = lseek(m_file.number(), begin, SEEK_DATA);
    return data < 0 ? errno == ENXIO && begin < end : data >= end;
}

/// Whether the file system keeps 256 MiB, or a twentieth of a small one, for others.
bool DecodeCache::leavesRoom()
{
    const std::int64_t size = m_size.load(std::memory_order_relaxed);
    if (m_roomCheckedAt >= 0 && size - m_roomCheckedAt < bytesBetweenRoomChecks)
        return true;
    struct statvfs status = {};
    if (fstatvfs(m_file.number(), &status) != 0)
        return true; // then writing will tell
    const std::uint64_t total = status.f_blocks * status.f_frsize;
    const std::uint64_t reserve = std::min<std::uint64_t>(256 << 20, total / 20);
    if (status.f_bavail * status.f_frsize < reserve)
        return false;
    m_roomCheckedAt = size;
    return true;
}

} // namespace gabor
