// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/pixelencoders.h"

#include "app/export/pngencoder.h"
#include "app/export/tiffencoder.h"
#include "app/export/webpencoder.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QImageWriter>

#include <cmath>

namespace gabor {

namespace {

/// Below it, rings around text and frame are seen.
constexpr int jpegQuality = 95;
constexpr double metersPerInch = 0.0254;

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageFile", text);
}

/// To a tenth: whole dots a metre are not quite what somebody asked for in inches.
double dotsPerInchOf(const QImage& image)
{
    return std::round(image.dotsPerMeterX() * metersPerInch * 10) / 10;
}

ImageRemarks remarksOf(const FigurePicture& picture)
{
    return {picture.title, picture.description, picture.recipe, dotsPerInchOf(picture.pixels)};
}

/// PNG's text chunks, JPEG's comments.
QList<PngText> textsOf(const FigurePicture& picture)
{
    QList<PngText> texts;
    for (const PngText& text :
         {PngText{"Title", picture.title}, PngText{"Description", picture.description},
          PngText{"Software", imageSoftware()}, PngText{recipeKey, QString::fromUtf8(picture.recipe)}})
        if (!text.text.isEmpty())
            texts << text;
    return texts;
}

QString encodePng(const FigurePicture& picture, QIODevice& device)
{
    const std::optional<QByteArray> file = pngFile(picture.pixels, textsOf(picture));
    if (!file)
        return tr("the PNG library could not write it");
    return device.write(*file) == file->size() ? QString() : device.errorString();
}

QString encodeJpeg(const FigurePicture& picture, QIODevice& device)
{
    QImageWriter writer(&device, "jpg");
    writer.setQuality(jpegQuality);
    for (const PngText& text : textsOf(picture))
        writer.setText(QString::fromLatin1(text.key), text.text);
    return writer.write(picture.pixels) ? QString() : writer.errorString();
}

} // namespace

QString encodePixels(const FigurePicture& picture, QIODevice& device)
{
    switch (picture.format) {
    case ImageFormat::Png:
        return encodePng(picture, device);
    case ImageFormat::WebP:
        return encodeWebP(picture.pixels, remarksOf(picture), device);
    case ImageFormat::Tiff:
        return encodeTiff(picture.pixels, remarksOf(picture), device);
    default:
        return encodeJpeg(picture, device);
    }
}

} // namespace gabor
