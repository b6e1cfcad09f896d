// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/imagefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImageWriter>
#include <QSaveFile>

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace gabor {

namespace {

/// Qt takes this for zlib's level 1: a fifth of the time of its default, for files a little larger. (From 90 on it does
/// not compress at all.)
constexpr int pngQuality = 80;

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageFile", text);
}

QString notWritten(const QString& path, const QString& why)
{
    return tr("“%1” was not written: %2.").arg(QFileInfo(path).fileName(), why);
}

} // namespace

QString targetFault(const QString& path, const QStringList& inputs)
{
    const QFileInfo target(path);
    if (target.suffix().compare(QLatin1String("png"), Qt::CaseInsensitive) != 0)
        return notWritten(path, tr("Gabor writes PNG images, whose names end in .png"));
    if (!QFileInfo(target.absolutePath()).isDir())
        return notWritten(path, tr("the folder “%1” does not exist").arg(target.absolutePath()));
    if (target.exists() && !target.isFile())
        return notWritten(path, tr("it is a folder or a device"));
    for (const QString& input : inputs) {
        if (target.exists() && target.canonicalFilePath() == QFileInfo(input).canonicalFilePath())
            return notWritten(path, tr("it is the sound that is open"));
    }
    return {};
}

QString writePng(const QImage& image, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    QImageWriter writer(&file, "png");
    writer.setQuality(pngQuality);
    if (!writer.write(image)) {
        // The writer says only that the device failed; the device says why.
        return notWritten(path, file.error() != QFileDevice::NoError ? file.errorString() : writer.errorString());
    }
    // QSaveFile does not look at what syncing says, and a disk may find out only then that it is full or broken.
    if (!file.flush() || ::fsync(file.handle()) != 0)
        return notWritten(path, QString::fromStdString(std::generic_category().message(errno)));
    if (!file.commit())
        return notWritten(path, tr("the finished file could not take its place (%1)").arg(file.errorString()));
    return {};
}

} // namespace gabor
