// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/imagefile.h"
#include "app/export/xmppacket.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QtEndian>

#include <sys/stat.h>

#include <fcntl.h>
#include <unistd.h>

namespace gabor {

namespace {

/// So much of a file is looked at, at either end: more metadata than any program writes.
constexpr qint64 longestLook = qint64{4} << 20;
constexpr int mostChunks = 10'000;
constexpr int mostTags = 1000;
constexpr quint16 xmpTag = 700;

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageFile", text);
}

QByteArray bytesAt(QFile& file, qint64 offset, qint64 size)
{
    if (size <= 0 || offset >= file.size() || !file.seek(offset))
        return {};
    return file.read(std::min({size, longestLook, file.size() - offset}));
}

/// A PNG's beginning, up to its pixels, with its recipe as the only text; empty when it has none, or is cut before them.
/// Without it libpng would make room for all that a chunk claims to hold, and Qt keep every text, each of which may hold
/// thousands of times what it takes in the file. Source: PNG specification, sections 5.3 and 11.3.4.
QByteArray withRecipeAlone(QByteArrayView png)
{
    constexpr qint64 signatureBytes = 8;
    constexpr qint64 typeBytes = 4;
    constexpr qint64 frameBytes = 3 * typeBytes; // a chunk's length, type and checksum
    QByteArray header = png.first(std::min<qint64>(signatureBytes, png.size())).toByteArray();
    QByteArray recipe;
    for (qint64 at = signatureBytes; at + frameBytes <= png.size();) {
        const QByteArrayView type = png.sliced(at + typeBytes, typeBytes);
        if (type == "IDAT")
            return recipe.isEmpty() ? QByteArray() : header + recipe + png.sliced(at, 2 * typeBytes).toByteArray();
        const qint64 bytes = frameBytes + qint64{qFromBigEndian<quint32>(png.data() + at)};
        if (bytes > png.size() - at)
            break;
        const QByteArrayView chunk = png.sliced(at, bytes);
        if (type == "IHDR" || type == "PLTE")
            header += chunk;
        else if ((type == "tEXt" || type == "zTXt" || type == "iTXt")
                 && chunk.sliced(2 * typeBytes).startsWith({recipeKey, sizeof recipeKey}))
            recipe = chunk.toByteArray();
        at += bytes;
    }
    return {};
}

/// Of the beginning of a PNG or JPEG, whose texts stand before their pixels.
std::optional<QByteArray> recipeInTexts(QByteArray head, const char* format)
{
    if (head.isEmpty()) // over which libpng complains on stderr
        return std::nullopt;
    QBuffer buffer(&head);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false); // the readers of all other formats have no business here
    const QByteArray recipe = reader.text(QString::fromLatin1(recipeKey)).toUtf8();
    return recipe.isEmpty() || recipe.size() > longestRecipe ? std::nullopt : std::optional(recipe);
}

/// Walks along the chunks of a RIFF. Source: WebP container specification.
std::optional<QByteArray> recipeInWebP(QFile& file)
{
    qint64 at = 12;
    for (int chunk = 0; chunk < mostChunks; ++chunk) {
        const QByteArray header = bytesAt(file, at, 8);
        if (header.size() < 8)
            return std::nullopt;
        const auto size = qint64{qFromLittleEndian<quint32>(header.constData() + 4)};
        if (header.startsWith("XMP "))
            return recipeInXml(bytesAt(file, at + 8, size));
        at += 8 + size + size % 2;
    }
    return std::nullopt;
}

/// Looks for the XMP tag in the first directory. Source: TIFF 6.0, section 2.
std::optional<QByteArray> recipeInTiff(QFile& file, bool bigEndian)
{
    const auto number = [bigEndian](const QByteArray& bytes, qsizetype offset, auto zero) -> decltype(zero) {
        using Number = decltype(zero);
        const char* const from = bytes.constData() + offset;
        return bigEndian ? qFromBigEndian<Number>(from) : qFromLittleEndian<Number>(from);
    };
    const QByteArray header = bytesAt(file, 0, 8);
    if (header.size() < 8)
        return std::nullopt;
    const auto directory = qint64{number(header, 4, quint32{})};
    const QByteArray count = bytesAt(file, directory, 2);
    if (count.size() < 2)
        return std::nullopt;
    const int tags = std::min<int>(mostTags, number(count, 0, quint16{}));
    const QByteArray entries = bytesAt(file, directory + 2, qint64{tags} * 12);
    for (qsizetype entry = 0; entry + 12 <= entries.size(); entry += 12) {
        if (number(entries, entry, quint16{}) == xmpTag) // bytes, however they are called
            return recipeInXml(bytesAt(file, qint64{number(entries, entry + 8, quint32{})},
                                       qint64{number(entries, entry + 4, quint32{})}));
    }
    return std::nullopt;
}

/// Metadata of a PDF are not compressed, so that they are found without understanding the rest of it.
std::optional<QByteArray> recipeInPdf(QFile& file)
{
    for (const qint64 from : {qint64{0}, std::max<qint64>(0, file.size() - longestLook)}) {
        const QByteArray part = bytesAt(file, from, longestLook);
        for (qsizetype at = part.indexOf("<rdf:RDF"), look = 0; at >= 0 && look < mostTags; ++look) {
            const qsizetype end = part.indexOf("</rdf:RDF>", at);
            if (end < 0)
                break;
            if (auto recipe = recipeInXml(part.sliced(at, end + 10 - at)))
                return recipe;
            at = part.indexOf("<rdf:RDF", end);
        }
    }
    return std::nullopt;
}

std::optional<QByteArray> recipeIn(QFile& file, ImageFormat format, const QByteArray& start)
{
    switch (format) {
    case ImageFormat::Png:
        return recipeInTexts(withRecipeAlone(bytesAt(file, 0, longestLook)), "png");
    case ImageFormat::Jpeg:
        return recipeInTexts(bytesAt(file, 0, longestLook), "jpg");
    case ImageFormat::WebP:
        return recipeInWebP(file);
    case ImageFormat::Tiff:
        return recipeInTiff(file, start.startsWith('M'));
    case ImageFormat::Svg:
        return recipeInXml(bytesAt(file, 0, longestLook));
    case ImageFormat::Pdf:
        return recipeInPdf(file);
    }
    return std::nullopt;
}

/// Opens regular files alone, without waiting for anybody at the other end of a pipe.
bool openRegular(QFile& file, const QString& path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat facts = {};
    if (descriptor < 0)
        return false;
    if (::fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode)
        && file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered, QFileDevice::AutoCloseHandle))
        return true;
    ::close(descriptor);
    return false;
}

} // namespace

Result<QByteArray, QString> recipeInImage(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file;
    if (!openRegular(file, path))
        return tr("“%1” could not be read.").arg(name);
    const QByteArray start = bytesAt(file, 0, 1024);
    const std::optional<ImageFormat> format = imageFormatOfContent(start);
    if (!format)
        return tr("“%1” is none of the images that Gabor writes.").arg(name);
    if (std::optional<QByteArray> recipe = recipeIn(file, *format, start))
        return *std::move(recipe);
    return tr("“%1” carries no recipe: it was not drawn by Gabor, or another program has written it since.").arg(name);
}

} // namespace gabor
