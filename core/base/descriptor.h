// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <utility>

namespace gabor {

/// Owns an open file descriptor; -1 owns nothing.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) { }
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) { }
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    bool isOpen() const { return m_number >= 0; }
    int number() const { return m_number; }

private:
    int m_number = -1;
};

/// Opens a file for reading without ever waiting, as a FIFO that nobody writes to would have it. Links are followed.
/// Where it is not open, errno says why.
Descriptor openForReading(const std::filesystem::path& path);

/// What a read really gave: fewer bytes than asked for mean the end of the file, or an error when errorNumber is not 0.
struct BytesRead
{
    std::size_t count = 0;
    int errorNumber = 0;
};

/// Reads until @p out is full, the file ends or the system refuses; signals and short reads are no end.
/// After an error it goes on page by page, so that what lies before a bad sector is not lost with it.
/// Never moves the file position, so any number of threads may read at once. Files are read, never mapped: a file
/// that shrinks under a mapping kills the process.
BytesRead readAt(const Descriptor& file, std::int64_t offset, std::span<std::byte> out);

/// Has the system fetch bytes that will be read in a moment, where it knows how: a disk brings many places at once far sooner
/// than one after the other. It hardly waits, but where the system's queue is full: a few places at a time.
/// @param size  > 0
void fetchAhead(const Descriptor& file, std::int64_t offset, std::int64_t size);

/// Writes all of @p bytes at @p offset. Returns 0, or errno.
int writeAt(const Descriptor& file, std::int64_t offset, std::span<const std::byte> bytes);

} // namespace gabor
