// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace gabor {

/// Where the user's cache keeps what the program calls @p name; empty where there is no place for it.
QString userCachePath(const QString& name);

/// A small file of the cache, which may vanish or be damaged at any time.
/// @return its bytes; empty where it cannot be read, is no regular file, or larger than @p mostBytes
QByteArray readCacheFile(const QString& path, qint64 mostBytes);

/// Makes the folder where it is missing, and the file whole or not at all.
/// @return why it could not be written; empty when it was
QString writeCacheFile(const QString& path, const QByteArray& bytes);

} // namespace gabor
