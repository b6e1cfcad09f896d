// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/pixelencoders.h"

#include "app/export/pngencoder.h"
#include "app/export/xmppacket.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QImageWriter>

#include <tiffio.h>
#include <webp/encode.h>
#include <webp/mux.h>

#include <cmath>
#include <memory>
#include <vector>

namespace gabor {

namespace {

/// Below it, rings around text and frame are seen.
constexpr int jpegQuality = 95;
/// Of 9. Beyond it files shrink by a few parts in a hundred, and take several times as long.
constexpr int webpEffort = 3;
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

QString encodeWebP(const FigurePicture& picture, QIODevice& device)
{
    const QImage image = picture.pixels.convertToFormat(QImage::Format_RGB888);
    if (image.width() > WEBP_MAX_DIMENSION || image.height() > WEBP_MAX_DIMENSION)
        return tr("a WebP image has at most %1 × %1 pixels").arg(WEBP_MAX_DIMENSION);
    const QString noMemory = tr("there is not enough memory");
    WebPConfig config;
    WebPPicture content;
    if (WebPConfigInit(&config) == 0 || WebPConfigLosslessPreset(&config, webpEffort) == 0
        || WebPPictureInit(&content) == 0)
        return tr("the WebP library is of another version");
    const std::unique_ptr<WebPPicture, decltype(&WebPPictureFree)> freed(&content, WebPPictureFree);
    content.use_argb = 1;
    content.width = image.width();
    content.height = image.height();
    WebPMemoryWriter pixels;
    WebPMemoryWriterInit(&pixels);
    const std::unique_ptr<WebPMemoryWriter, decltype(&WebPMemoryWriterClear)> cleared(&pixels, WebPMemoryWriterClear);
    content.writer = WebPMemoryWrite;
    content.custom_ptr = &pixels;
    if (WebPPictureImportRGB(&content, image.constBits(), static_cast<int>(image.bytesPerLine())) == 0
        || WebPEncode(&config, &content) == 0)
        return noMemory;

    const std::unique_ptr<WebPMux, decltype(&WebPMuxDelete)> mux(WebPMuxNew(), WebPMuxDelete);
    const WebPData coded{pixels.mem, pixels.size};
    const QByteArray packet = xmpPacketOf(remarksOf(picture));
    const WebPData xmp{reinterpret_cast<const std::uint8_t*>(packet.constData()),
                       static_cast<std::size_t>(packet.size())};
    WebPData whole;
    WebPDataInit(&whole);
    const std::unique_ptr<WebPData, decltype(&WebPDataClear)> wholeCleared(&whole, WebPDataClear);
    if (!mux || WebPMuxSetImage(mux.get(), &coded, 0) != WEBP_MUX_OK
        || WebPMuxSetChunk(mux.get(), "XMP ", &xmp, 0) != WEBP_MUX_OK
        || WebPMuxAssemble(mux.get(), &whole) != WEBP_MUX_OK)
        return noMemory;
    const auto size = static_cast<qint64>(whole.size);
    return device.write(reinterpret_cast<const char*>(whole.bytes), size) == size ? QString() : device.errorString();
}

tmsize_t writeToDevice(thandle_t device, void* bytes, tmsize_t size)
{
    return static_cast<QIODevice*>(device)->write(static_cast<const char*>(bytes), size);
}

toff_t seekDevice(thandle_t handle, toff_t offset, int whence)
{
    auto* const device = static_cast<QIODevice*>(handle);
    const auto by = static_cast<qint64>(offset);
    const qint64 to = whence == SEEK_SET ? by : whence == SEEK_CUR ? device->pos() + by : device->size() + by;
    return device->seek(to) ? static_cast<toff_t>(device->pos()) : static_cast<toff_t>(-1);
}

QString encodeTiff(const FigurePicture& picture, QIODevice& device)
{
    const QImage image = picture.pixels.convertToFormat(QImage::Format_RGB888);
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> file(
        TIFFClientOpen(
            "image", "w", &device, [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; }, writeToDevice, seekDevice,
            [](thandle_t) { return 0; },
            [](thandle_t d) { return static_cast<toff_t>(static_cast<QIODevice*>(d)->size()); }, nullptr, nullptr),
        TIFFClose);
    const QString failure = tr("the TIFF library could not write it");
    if (!file)
        return failure;
    const double dotsPerInch = dotsPerInchOf(image);
    const QByteArray packet = xmpPacketOf(remarksOf(picture));
    const auto set = [&file](std::uint32_t tag, auto... values) { TIFFSetField(file.get(), tag, values...); };
    set(TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(image.width()));
    set(TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(image.height()));
    set(TIFFTAG_BITSPERSAMPLE, 8);
    set(TIFFTAG_SAMPLESPERPIXEL, 3);
    set(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    set(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    set(TIFFTAG_COMPRESSION, COMPRESSION_ADOBE_DEFLATE);
    set(TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    set(TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(file.get(), 0));
    set(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    set(TIFFTAG_XRESOLUTION, dotsPerInch);
    set(TIFFTAG_YRESOLUTION, dotsPerInch);
    set(TIFFTAG_SOFTWARE, imageSoftware().toUtf8().constData());
    set(TIFFTAG_IMAGEDESCRIPTION, picture.description.toUtf8().constData());
    set(TIFFTAG_XMLPACKET, static_cast<std::uint32_t>(packet.size()), packet.constData());
    std::vector<unsigned char> row(static_cast<std::size_t>(image.bytesPerLine())); // the predictor writes into it
    for (int y = 0; y < image.height(); ++y) {
        std::copy_n(image.constScanLine(y), row.size(), row.begin());
        if (TIFFWriteScanline(file.get(), row.data(), static_cast<std::uint32_t>(y), 0) < 0)
            return failure;
    }
    return TIFFWriteDirectory(file.get()) != 0 ? QString() : failure;
}

} // namespace

QString encodePixels(const FigurePicture& picture, QIODevice& device)
{
    switch (picture.format) {
    case ImageFormat::Png:
        return encodePng(picture, device);
    case ImageFormat::WebP:
        return encodeWebP(picture, device);
    case ImageFormat::Tiff:
        return encodeTiff(picture, device);
    default:
        return encodeJpeg(picture, device);
    }
}

} // namespace gabor
