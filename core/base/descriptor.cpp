// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/descriptor.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace gabor {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

Descriptor::~Descriptor()
{
    if (isOpen())
        close(m_number);
}

Descriptor openForReading(const std::filesystem::path& path)
{
    int number = -1;
    do {
        // NONBLOCK has no effect on regular files.
        number = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    } while (number < 0 && errno == EINTR);
    return Descriptor(number);
}

BytesRead readAt(const Descriptor& file, std::int64_t offset, std::span<std::byte> out)
{
    constexpr std::size_t page = 4096;
    BytesRead done;
    std::size_t atOnce = out.size();
    while (done.count < out.size()) {
        const std::size_t wanted = std::min(atOnce, out.size() - done.count);
        const ssize_t count =
            pread(file.number(), out.data() + done.count, wanted, offset + static_cast<std::int64_t>(done.count));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && wanted > page) {
            atOnce = page;
            continue;
        }
        if (count < 0)
            done.errorNumber = errno;
        if (count <= 0)
            break;
        done.count += static_cast<std::size_t>(count);
    }
    return done;
}

void fetchAhead([[maybe_unused]] const Descriptor& file, [[maybe_unused]] std::int64_t offset,
                [[maybe_unused]] std::int64_t size)
{
#ifdef POSIX_FADV_WILLNEED
    posix_fadvise(file.number(), offset, size, POSIX_FADV_WILLNEED);
#endif
}

int writeAt(const Descriptor& file, std::int64_t offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = pwrite(file.number(), bytes.data(), bytes.size(), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        if (count == 0)
            return ENOSPC;
        offset += count;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return 0;
}

} // namespace gabor
