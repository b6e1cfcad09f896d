// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/fileidentity.h"

#include <filesystem>
#include <optional>

namespace gabor {

/// What can become of a file while it is open.
enum class FileChange {
    Grown,
    Shrunk,
    Rewritten, ///< of the same size as before, or another file has taken its name
    Gone       ///< nothing has its name any more; who has it open can still read it
};

/// A file name at one moment: the state of the file that it leads to, or nothing where it leads to none.
using FileLook = std::optional<FileIdentity>;

/// Looks at what @p path leads to now, which takes as long as the file system takes to answer. Any thread.
/// @return nothing where the system does not say: no permission, a server that is gone
std::optional<FileLook> lookAtFile(const std::filesystem::path& path);

/// What became of a file between two moments; nothing when it is as it was. Size and time of writing decide: the number
/// of a file is not the same for ever on every network.
std::optional<FileChange> changeBetween(const FileIdentity& before, const FileLook& now);

} // namespace gabor
