// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace gabor {

/// A lock that processes agree on (flock). The system takes it back when a process ends, in whatever way, so that none
/// is ever left behind; and it needs no file of its own, as what is locked may be a folder.
class PathLock
{
public:
    /// Locks what is at @p path, and is still there then.
    /// @param patience  how long others are waited for
    /// @return nothing where another process keeps it, nothing is there, or the file system knows no locks
    static std::optional<PathLock> take(const std::filesystem::path& path, std::chrono::milliseconds patience = {});
    /// Makes an empty file, which takes the place of any that is there. Nobody ever finds it without its lock.
    /// @return nothing where it cannot be made, or the file system knows no locks; then nothing is left of it
    static std::optional<PathLock> make(const std::filesystem::path& path);

private:
    explicit PathLock(Descriptor file) : m_file(std::move(file)) { }

    Descriptor m_file;
};

} // namespace gabor
