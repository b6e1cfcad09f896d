// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/fileidentity.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

namespace gabor {

/// Why a file has no hash.
struct HashFault
{
    enum class Kind {
        CannotOpen,     ///< errorNumber: missing, no permission, ...
        NotRegularFile, ///< a folder, FIFO, device or socket
        CannotRead,     ///< errorNumber: the system failed while reading, or there was no memory
        NoLibrary,      ///< detail: the library that computes it cannot be loaded, in the system's words
        Changed,        ///< it is not the file that was expected, or it was written to while it was read
        Stopped
    };
    Kind kind;
    int errorNumber = 0;
    std::string detail{};
};

/// SHA-256 of the bytes of the file @p path, in lower-case hex. Any thread; blocks until the file is read.
/// @param expected  the state that the file must have; nothing: any, as long as it stays the same
Result<std::string, HashFault> sha256OfFile(const std::filesystem::path& path,
                                            const std::optional<FileIdentity>& expected = {},
                                            const std::stop_token& stop = {});

/// SHA-256 of @p bytes, in lower-case hex; nothing where the system's library for it cannot be loaded. Any thread.
std::optional<std::string> sha256Of(std::span<const std::byte> bytes);

} // namespace gabor
