// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/cachefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace gabor {

QString userCachePath(const QString& name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return folder.isEmpty() ? QString() : folder + QStringLiteral("/gabor/") + name;
}

QByteArray readCacheFile(const QString& path, qint64 mostBytes)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!info.isFile() || info.size() > mostBytes || !file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

QString writeCacheFile(const QString& path, const QByteArray& bytes)
{
    if (path.isEmpty() || !QDir().mkpath(QFileInfo(path).path()))
        return QCoreApplication::translate("CacheFile", "there is no folder for it");
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return file.errorString();
    return {};
}

} // namespace gabor
