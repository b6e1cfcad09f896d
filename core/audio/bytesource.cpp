// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/bytesource.h"

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>

namespace gabor {

Result<std::shared_ptr<const ByteSource>, OpenFault> ByteSource::open(const std::filesystem::path& path)
{
    const auto fault = [&](OpenFault::Kind kind, int errorNumber = 0) {
        return OpenFault{.kind = kind, .path = path.native(), .errorNumber = errorNumber, .detail = {}};
    };
    Descriptor file = openForReading(path);
    if (!file.isOpen()) // ENXIO: a socket, or a device without a driver
        return errno == ENXIO ? fault(OpenFault::Kind::NotRegularFile) : fault(OpenFault::Kind::CannotOpen, errno);
    struct stat status = {};
    if (fstat(file.number(), &status) != 0)
        return fault(OpenFault::Kind::CannotOpen, errno);
    if (!S_ISREG(status.st_mode))
        return fault(OpenFault::Kind::NotRegularFile);
    if (status.st_size == 0)
        return fault(OpenFault::Kind::Empty);
    return std::make_shared<const ByteSource>(path.native(), std::move(file), identityOf(status));
}

ByteSource::ByteSource(std::string path, Descriptor file, FileIdentity identity)
    : m_path(std::move(path)), m_file(std::move(file)), m_identity(identity)
{ }

BytesRead ByteSource::read(std::int64_t offset, std::span<std::byte> out) const
{
    if (offset < 0 || offset >= size())
        return {};
    const auto wanted = std::min<std::uint64_t>(out.size(), static_cast<std::uint64_t>(size() - offset));
    const BytesRead done = readAt(m_file, offset, out.first(wanted));
    if (done.errorNumber != 0) {
        int none = 0;
        m_firstError.compare_exchange_strong(none, done.errorNumber, std::memory_order_relaxed);
    }
    return done;
}

} // namespace gabor
