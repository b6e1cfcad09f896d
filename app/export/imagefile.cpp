// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/imagefile.h"

#include "app/export/pixelencoders.h"
#include "app/export/vectorencoders.h"
#include "app/session/bytenames.h"
#include "app/session/writefaulttext.h"
#include "core/base/atomicfile.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

#include <span>
#include <utility>

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

/// The whole file of @p picture. @return why not, as a part of a sentence
QString encode(const FigurePicture& picture, QByteArray& bytes)
{
    if (isVectorFormat(picture.format)) {
        bytes = withImages(picture.document, picture.images);
        return {};
    }
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadWrite);
    return encodePixels(picture, buffer);
}

/// Whether something else than a picture stands at @p path: nobody wants that written over by one.
bool isSomethingElse(const QString& path)
{
    QFile file(path);
    constexpr qint64 enough = 4096;
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) && file.size() > 0
        && !imageFormatOfContent(file.read(enough));
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
    QByteArray bytes;
    if (const QString why = encode(picture, bytes); !why.isEmpty())
        return notWritten(path, why);
    return writePictureFile(bytes, path);
}

QString writePictureFile(const QByteArray& bytes, const QString& path)
{
    if (isSomethingElse(path))
        return notWritten(path, tr("what is there is no picture, and stays"));
    if (const std::optional<WriteFault> fault = writeWholeFile(pathOf(path), bytesOf(bytes)))
        return writeFaultText(*fault, QFileInfo(path).fileName());
    return {};
}

} // namespace gabor
