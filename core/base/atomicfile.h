// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace gabor {

/// Why a file was not written. What was there before is still there, untouched, but for MayNotLast.
struct WriteFault
{
    enum class Kind {
        NotRegularFile, ///< the target is a folder, a device, a FIFO or a socket
        CannotCreate,   ///< errorNumber: no such folder, no permission, read-only file system, ...
        CannotWrite,    ///< errorNumber: disk full, file too large, quota, ...
        CannotFinish,   ///< errorNumber: the data did not reach the disk, or the file not its place
        MayNotLast      ///< errorNumber: it is in its place, but nobody knows whether a crash of the system undoes that
    };
    Kind kind;
    int errorNumber = 0;
};

/// A file that comes into being whole or not at all: it grows beside its target without a name, and takes the target's
/// place at the end. Destroyed before that, or killed, it leaves nothing behind. Follows a symbolic link to what it
/// points at, and keeps the permissions of what it replaces.
class AtomicFile
{
public:
    /// NFS, FAT and some others know no files without a name; there, and where Hidden is asked for, it grows under a
    /// hidden one, which only a killed process leaves behind.
    enum class Growing { Unnamed, Hidden };

    static Result<AtomicFile, WriteFault> create(const std::filesystem::path& target,
                                                 Growing growing = Growing::Unnamed);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    ~AtomicFile();

    /// Reserves @p size bytes, so that a full disk shows at once. Where that is unknown it only sets the size.
    std::optional<WriteFault> reserve(std::int64_t size);
    /// Writes all of @p bytes at @p offset.
    std::optional<WriteFault> write(std::int64_t offset, std::span<const std::byte> bytes);
    /// Brings everything to the disk and the file to its place. To be called once, as the last.
    std::optional<WriteFault> commit();

private:
    AtomicFile(std::filesystem::path target, Descriptor file, std::filesystem::path temporary);

    std::filesystem::path m_target;
    Descriptor m_file;
    std::filesystem::path m_temporary; ///< empty while the file has no name
};

/// Makes @p target of @p bytes, or replaces it, as a whole.
std::optional<WriteFault> writeWholeFile(const std::filesystem::path& target, std::span<const std::byte> bytes);

} // namespace gabor
