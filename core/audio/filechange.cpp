// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/filechange.h"

#include <cerrno>

#include <sys/stat.h>

namespace gabor {

std::optional<FileLook> lookAtFile(const std::filesystem::path& path)
{
    struct stat status = {};
    if (stat(path.c_str(), &status) == 0)
        return FileLook(identityOf(status));
    if (errno == ENOENT || errno == ENOTDIR)
        return FileLook();
    return std::nullopt;
}

std::optional<FileChange> changeBetween(const FileIdentity& before, const FileLook& now)
{
    if (!now)
        return FileChange::Gone;
    if (now->size == before.size && now->modifiedNs == before.modifiedNs)
        return std::nullopt;
    const bool isSameFile = now->device == before.device && now->inode == before.inode;
    if (isSameFile && now->size > before.size)
        return FileChange::Grown;
    if (isSameFile && now->size < before.size)
        return FileChange::Shrunk;
    return FileChange::Rewritten;
}

} // namespace gabor
