// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/filehash.h"

#include <QString>

namespace gabor {

/// Hashes of large files that have been read before, so that drawing the same recording again does not read all of it
/// once more. Kept in the user's cache by what tells one state of a file from another: place on the disk, size, and the
/// times of the last change of content and of status, the second of which nobody can set. It may vanish at any time; a
/// line that cannot be understood is no line.
class HashMemory
{
public:
    /// Smaller files are as quickly read as looked up.
    static constexpr std::int64_t smallestFile = 8 << 20;
    static constexpr int mostFiles = 500;

    /// @param path  empty: nothing is remembered
    explicit HashMemory(QString path) : m_path(std::move(path)) { }
    static HashMemory ofUser();

    /// As sha256OfFile, which it calls where nothing is known. Any thread, any number of processes.
    Result<std::string, HashFault> sha256Of(const std::filesystem::path& path,
                                            const std::optional<FileIdentity>& expected,
                                            const std::stop_token& stop) const;

private:
    QStringList lines() const;
    void remember(const QString& state, const std::string& sha256) const;

    QString m_path;
};

} // namespace gabor
