// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/fileidentity.h"
#include "core/audio/soundfile.h"
#include "core/base/descriptor.h"

#include <atomic>
#include <filesystem>
#include <memory>

namespace gabor {

/// The bytes of a regular file as it was when it was opened. Every function may be called from any thread.
class ByteSource
{
public:
    /// Opens for reading without ever waiting: a FIFO or a device is refused, not read. Links are followed.
    /// Faults: CannotOpen, NotRegularFile, Empty.
    static Result<std::shared_ptr<const ByteSource>, OpenFault> open(const std::filesystem::path& path);

    ByteSource(std::string path, Descriptor file, FileIdentity identity);

    const std::string& path() const { return m_path; }
    const Descriptor& file() const { return m_file; }
    /// Size in bytes when the file was opened.
    std::int64_t size() const { return m_identity.size; }
    const FileIdentity& identity() const { return m_identity; }

    /// Reads as readAt() does, but never beyond size(), and remembers the first error.
    BytesRead read(std::int64_t offset, std::span<std::byte> out) const;
    /// errno of the first read that failed, or 0. Decoder libraries swallow such errors; this does not.
    int firstError() const { return m_firstError.load(std::memory_order_relaxed); }

private:
    std::string m_path;
    Descriptor m_file;
    FileIdentity m_identity;
    mutable std::atomic<int> m_firstError = 0;
};

} // namespace gabor
