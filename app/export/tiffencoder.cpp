// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/tiffencoder.h"

#include "app/session/soundtext.h"
#include "core/base/latelibrary.h"

#include <QCoreApplication>
#include <QIODevice>

#include <tiffio.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace gabor {

namespace {

constinit const LateLibrary tiff(GABOR_LIBTIFF);
GABOR_LATE(tiff, TIFFClientOpen);
GABOR_LATE(tiff, TIFFClose);
GABOR_LATE(tiff, TIFFDefaultStripSize);
GABOR_LATE(tiff, TIFFSetField);
GABOR_LATE(tiff, TIFFWriteDirectory);
GABOR_LATE(tiff, TIFFWriteScanline);

struct Close
{
    void operator()(TIFF* file) const { TIFFClose(file); }
};

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageFile", text);
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

} // namespace

QString encodeTiff(const QImage& pixels, const ImageRemarks& remarks, QIODevice& device)
{
    if (const std::optional<std::string> fault = tiff.fault())
        return missingLibraryText(*fault);
    const QImage image = pixels.convertToFormat(QImage::Format_RGB888);
    const std::unique_ptr<TIFF, Close> file(TIFFClientOpen(
        "image", "w", &device, [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; }, writeToDevice, seekDevice,
        [](thandle_t) { return 0; },
        [](thandle_t d) { return static_cast<toff_t>(static_cast<QIODevice*>(d)->size()); }, nullptr, nullptr));
    const QString failure = tr("the TIFF library could not write it");
    if (!file)
        return failure;
    const QByteArray packet = xmpPacketOf(remarks);
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
    set(TIFFTAG_XRESOLUTION, remarks.dotsPerInch);
    set(TIFFTAG_YRESOLUTION, remarks.dotsPerInch);
    set(TIFFTAG_SOFTWARE, imageSoftware().toUtf8().constData());
    set(TIFFTAG_IMAGEDESCRIPTION, remarks.description.toUtf8().constData());
    set(TIFFTAG_XMLPACKET, static_cast<std::uint32_t>(packet.size()), packet.constData());
    std::vector<unsigned char> row(static_cast<std::size_t>(image.bytesPerLine())); // the predictor writes into it
    for (int y = 0; y < image.height(); ++y) {
        std::copy_n(image.constScanLine(y), row.size(), row.begin());
        if (TIFFWriteScanline(file.get(), row.data(), static_cast<std::uint32_t>(y), 0) < 0)
            return failure;
    }
    return TIFFWriteDirectory(file.get()) != 0 ? QString() : failure;
}

} // namespace gabor
