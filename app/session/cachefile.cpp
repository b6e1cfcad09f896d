// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/cachefile.h"

#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "core/base/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
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
    const std::optional<WriteFault> fault = writeWholeFile(pathOf(path), bytesOf(bytes));
    return fault ? systemText(fault->errorNumber) : QString();
}

} // namespace gabor
