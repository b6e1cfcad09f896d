// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/inputspool.h"

#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gabor {

namespace {

constexpr std::size_t bytesAtOnce = 256 * 1024;
constexpr int lookAtStopEveryMs = 50;

using Kind = SpoolFault::Kind;

/// Waits until there is something to read, or an end. False when it was stopped before.
bool waitFor(int descriptor, const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        pollfd waiting{.fd = descriptor, .events = POLLIN, .revents = 0};
        const int ready = poll(&waiting, 1, lookAtStopEveryMs);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true; // what is wrong is told by reading
    }
    return false;
}

/// Reads until @p out is full or nothing more comes, so that the file is written in large pieces.
BytesRead readSome(int descriptor, std::span<std::byte> out, const std::stop_token& stop)
{
    BytesRead done;
    while (done.count < out.size() && waitFor(descriptor, stop)) {
        const ssize_t got = read(descriptor, out.data() + done.count, out.size() - done.count);
        if (got == 0)
            break;
        if (got > 0)
            done.count += static_cast<std::size_t>(got);
        else if (errno != EINTR && errno != EAGAIN) {
            done.errorNumber = errno;
            break;
        }
    }
    return done;
}

} // namespace

bool isWholeFile(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && lseek(descriptor, 0, SEEK_CUR) == 0;
}

Result<std::unique_ptr<DecodeCache>, SpoolFault> spool(int descriptor, const std::stop_token& stop,
                                                       const std::function<void(std::int64_t)>& progress,
                                                       std::int64_t limit)
{
    if (fcntl(descriptor, F_GETFD) < 0) // which poll() would wait for until the end of time
        return SpoolFault{Kind::CannotRead, errno};
    if (isatty(descriptor) != 0)
        return SpoolFault{Kind::Terminal};
    auto created = DecodeCache::create(limit);
    if (!created)
        return SpoolFault{Kind::NoRoom, created.fault()};
    std::unique_ptr<DecodeCache> kept = std::move(created).value();
    std::vector<std::byte> buffer(bytesAtOnce);
    while (true) {
        const BytesRead done = readSome(descriptor, buffer, stop);
        if (stop.stop_requested())
            return SpoolFault{Kind::Stopped};
        if (done.errorNumber != 0)
            return SpoolFault{Kind::CannotRead, done.errorNumber};
        if (const int errorNumber = kept->append(std::span(buffer).first(done.count)))
            return SpoolFault{Kind::NoRoom, errorNumber};
        if (progress)
            progress(kept->size());
        if (done.count < buffer.size())
            return kept;
    }
}

} // namespace gabor
