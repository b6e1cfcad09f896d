// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/imagefile.h"

#include "app/export/pixelencoders.h"
#include "app/export/vectorencoders.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageFile", text);
}

QString notWritten(const QString& path, const QString& why)
{
    return tr("“%1” was not written: %2.").arg(QFileInfo(path).fileName(), why);
}

/// Whether both names lead to one file, be it by a link of either kind.
bool areSameFile(const QString& one, const QString& other)
{
    struct stat a = {};
    struct stat b = {};
    return ::stat(QFile::encodeName(one).constData(), &a) == 0 && ::stat(QFile::encodeName(other).constData(), &b) == 0
        && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// @return why not, as a part of a sentence
QString writeContent(const FigurePicture& picture, QSaveFile& file)
{
    QString why;
    if (!isVectorFormat(picture.format))
        why = encodePixels(picture, file);
    else if (const QByteArray document = withImages(picture.document, picture.images);
             file.write(document) != document.size())
        why = file.errorString();
    // A library says only that the device failed; the device says why.
    return file.error() != QFileDevice::NoError ? file.errorString() : why;
}

} // namespace

QString targetFault(const QString& path, const QStringList& inputs)
{
    const QFileInfo target(path);
    if (!imageFormatOf(path))
        return notWritten(path, tr("the names of images end in one of %1").arg(imageSuffixList()));
    const QFileInfo folder(target.absolutePath());
    if (!folder.isDir())
        return notWritten(path, tr("the folder “%1” does not exist").arg(target.absolutePath()));
    if (target.exists() && !target.isFile())
        return notWritten(path, tr("it is a folder or a device"));
    for (const QString& input : inputs) {
        if (areSameFile(path, input)
            || (target.exists() && target.canonicalFilePath() == QFileInfo(input).canonicalFilePath()))
            return notWritten(path, tr("it is the sound that is open"));
    }
    if (target.exists() && !target.isWritable())
        return notWritten(path, tr("the file is protected from being written"));
    if (!target.exists() && !folder.isWritable())
        return notWritten(path, tr("nothing may be written into the folder “%1”").arg(target.absolutePath()));
    return {};
}

QString writeFigure(const FigurePicture& picture, const QString& path)
{
    if (picture.recipe.size() > longestRecipe)
        return notWritten(path, tr("its recipe is longer than %1 bytes").arg(longestRecipe));
    if (isVectorFormat(picture.format) ? picture.document.isEmpty() : picture.pixels.isNull())
        return notWritten(path, tr("there is not enough memory for it"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return notWritten(path, file.errorString());
    if (const QString why = writeContent(picture, file); !why.isEmpty())
        return notWritten(path, why);
    // QSaveFile does not look at what syncing says, and a disk may find out only then that it is full or broken.
    if (!file.flush() || ::fsync(file.handle()) != 0)
        return notWritten(path, QString::fromStdString(std::generic_category().message(errno)));
    if (!file.commit())
        return notWritten(path, tr("the finished file could not take its place (%1)").arg(file.errorString()));
    return {};
}

} // namespace gabor
