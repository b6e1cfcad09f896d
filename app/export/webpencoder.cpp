// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/webpencoder.h"

#include "app/session/soundtext.h"
#include "core/base/latelibrary.h"

#include <QCoreApplication>
#include <QIODevice>

#include <webp/encode.h>
#include <webp/mux.h>

#include <utility>

namespace gabor {

namespace {

constinit const LateLibrary webp(GABOR_LIBWEBP);
GABOR_LATE(webp, WebPConfigInitInternal);
GABOR_LATE(webp, WebPConfigLosslessPreset);
GABOR_LATE(webp, WebPPictureInitInternal);
GABOR_LATE(webp, WebPPictureFree);
GABOR_LATE(webp, WebPPictureImportRGB);
GABOR_LATE(webp, WebPMemoryWriterInit);
GABOR_LATE(webp, WebPMemoryWriterClear);
GABOR_LATE(webp, WebPMemoryWrite);
GABOR_LATE(webp, WebPEncode);
GABOR_LATE(webp, WebPFree);

constinit const LateLibrary webpMux(GABOR_LIBWEBPMUX);
GABOR_LATE(webpMux, WebPNewInternal);
GABOR_LATE(webpMux, WebPMuxDelete);
GABOR_LATE(webpMux, WebPMuxSetImage);
GABOR_LATE(webpMux, WebPMuxSetChunk);
GABOR_LATE(webpMux, WebPMuxAssemble);

/// Of 9. Beyond it files shrink by a few parts in a hundred, and take several times as long.
constexpr int webpEffort = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("ImageFile", text);
}

template <class Free>
class FreeAtTheEnd
{
public:
    explicit FreeAtTheEnd(Free free) : m_free(std::move(free)) { }
    ~FreeAtTheEnd() { m_free(); }
    FreeAtTheEnd(const FreeAtTheEnd&) = delete;
    FreeAtTheEnd& operator=(const FreeAtTheEnd&) = delete;

private:
    Free m_free;
};

} // namespace

QString encodeWebP(const QImage& pixels, const ImageRemarks& remarks, QIODevice& device)
{
    for (const LateLibrary* const library : {&webp, &webpMux}) {
        if (const std::optional<std::string> fault = library->fault())
            return missingLibraryText(*fault);
    }
    const QImage image = pixels.convertToFormat(QImage::Format_RGB888);
    if (image.width() > WEBP_MAX_DIMENSION || image.height() > WEBP_MAX_DIMENSION)
        return tr("a WebP image has at most %1 × %1 pixels").arg(WEBP_MAX_DIMENSION);
    const QString noMemory = tr("there is not enough memory");
    WebPConfig config;
    WebPPicture content;
    // As WebPConfigInit and WebPPictureInit do.
    if (WebPConfigInitInternal(&config, WEBP_PRESET_DEFAULT, 75, WEBP_ENCODER_ABI_VERSION) == 0
        || WebPConfigLosslessPreset(&config, webpEffort) == 0
        || WebPPictureInitInternal(&content, WEBP_ENCODER_ABI_VERSION) == 0)
        return tr("the WebP library is of another version");
    const FreeAtTheEnd freed([&content] { WebPPictureFree(&content); });
    content.use_argb = 1;
    content.width = image.width();
    content.height = image.height();
    WebPMemoryWriter memory;
    WebPMemoryWriterInit(&memory);
    const FreeAtTheEnd cleared([&memory] { WebPMemoryWriterClear(&memory); });
    content.writer = [](const std::uint8_t* data, std::size_t size, const WebPPicture* of) {
        return WebPMemoryWrite(data, size, of);
    };
    content.custom_ptr = &memory;
    if (WebPPictureImportRGB(&content, image.constBits(), static_cast<int>(image.bytesPerLine())) == 0
        || WebPEncode(&config, &content) == 0)
        return noMemory;

    WebPMux* const mux = WebPNewInternal(WEBP_MUX_ABI_VERSION); // as WebPMuxNew does
    const FreeAtTheEnd deleted([mux] { WebPMuxDelete(mux); });
    const WebPData coded{memory.mem, memory.size};
    const QByteArray packet = xmpPacketOf(remarks);
    const WebPData xmp{reinterpret_cast<const std::uint8_t*>(packet.constData()),
                       static_cast<std::size_t>(packet.size())};
    WebPData whole;
    WebPDataInit(&whole);
    const FreeAtTheEnd wholeFreed([&whole] { WebPFree(const_cast<std::uint8_t*>(whole.bytes)); });
    if (mux == nullptr || WebPMuxSetImage(mux, &coded, 0) != WEBP_MUX_OK
        || WebPMuxSetChunk(mux, "XMP ", &xmp, 0) != WEBP_MUX_OK || WebPMuxAssemble(mux, &whole) != WEBP_MUX_OK)
        return noMemory;
    const auto size = static_cast<qint64>(whole.size);
    return device.write(reinterpret_cast<const char*>(whole.bytes), size) == size ? QString() : device.errorString();
}

} // namespace gabor
