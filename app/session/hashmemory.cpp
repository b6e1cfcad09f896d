// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/hashmemory.h"

#include "app/session/cachefile.h"

#include <QRegularExpression>

#include <sys/stat.h>

namespace gabor {

namespace {

constexpr qint64 largestMemory = 1 << 20;

/// Empty where the file cannot be looked at, is not the expected one, or too small to be remembered.
QString stateOf(const std::filesystem::path& path, const std::optional<FileIdentity>& expected)
{
    struct stat status = {};
    if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < HashMemory::smallestFile
        || (expected && identityOf(status) != *expected))
        return {};
    return QStringLiteral("%1 %2 %3 %4.%5 %6.%7")
        .arg(status.st_dev)
        .arg(status.st_ino)
        .arg(status.st_size)
        .arg(status.st_mtim.tv_sec)
        .arg(status.st_mtim.tv_nsec)
        .arg(status.st_ctim.tv_sec)
        .arg(status.st_ctim.tv_nsec);
}

bool isHash(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("\\A[0-9a-f]{64}\\z"));
    return pattern.match(text).hasMatch();
}

} // namespace

HashMemory HashMemory::ofUser()
{
    return HashMemory(userCachePath(QStringLiteral("sha256")));
}

Result<std::string, HashFault> HashMemory::sha256Of(const std::filesystem::path& path,
                                                    const std::optional<FileIdentity>& expected,
                                                    const std::stop_token& stop) const
{
    const QString state = stateOf(path, expected);
    if (!state.isEmpty()) {
        for (const QString& line : lines()) {
            const QString hash = line.section(u' ', 5);
            if (line.startsWith(state + u' ') && isHash(hash))
                return hash.toStdString();
        }
    }
    Result<std::string, HashFault> hash = sha256OfFile(path, expected, stop);
    if (hash && !state.isEmpty() && stateOf(path, expected) == state)
        remember(state, hash.value());
    return hash;
}

/// The latest first.
QStringList HashMemory::lines() const
{
    return QString::fromLatin1(readCacheFile(m_path, largestMemory)).split(u'\n', Qt::SkipEmptyParts);
}

/// Whoever writes last wins; what another process has remembered meanwhile is only read again. So is what cannot be kept.
void HashMemory::remember(const QString& state, const std::string& sha256) const
{
    QStringList all = lines();
    all.prepend(state + u' ' + QString::fromStdString(sha256));
    writeCacheFile(m_path, all.mid(0, mostFiles).join(u'\n').toLatin1() + '\n');
}

} // namespace gabor
