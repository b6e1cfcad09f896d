// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/pngencoder.h"

#include "app/export/pngpixels.h"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <new>
#include <span>
#include <vector>

namespace gabor {

namespace {

/// As many bytes as libpng's own chunks and the heads of all others take, and more.
constexpr qsizetype bytesOfChunks = 4096;
constexpr qsizetype bytesOfTextChunk = 256;
/// Shorter texts grow when they are compressed.
constexpr qsizetype charactersWorthCompressing = 40;

/// What a png_text points to.
struct TextBytes
{
    QByteArray key;
    QByteArray text;
    bool isLatin1 = true;
};

/// PNG's plain texts know Latin-1 without control characters.
/// Source: PNG specification (W3C, second edition), 11.3.4.
bool isPlain(const QString& text)
{
    return std::ranges::all_of(text, [](QChar c) {
        return c == u'\n' || (c >= u' ' && c <= u'~') || (c.unicode() >= 0xa0 && c.unicode() <= 0xff);
    });
}

TextBytes bytesOf(const PngText& text)
{
    const bool isLatin1 = isPlain(text.text);
    return {text.key, isLatin1 ? text.text.toLatin1() : text.text.toUtf8(), isLatin1};
}

png_text pngTextOf(TextBytes& bytes)
{
    const bool isLong = bytes.text.size() >= charactersWorthCompressing;
    png_text text{};
    if (bytes.isLatin1)
        text.compression = isLong ? PNG_TEXT_COMPRESSION_zTXt : PNG_TEXT_COMPRESSION_NONE;
    else
        text.compression = isLong ? PNG_ITXT_COMPRESSION_zTXt : PNG_ITXT_COMPRESSION_NONE;
    text.key = bytes.key.data();
    text.text = bytes.text.data();
    return text;
}

/// libpng is C and cannot let an exception pass, so there is room for everything beforehand.
void appendToFile(png_structp png, png_bytep from, std::size_t size)
{
    QByteArray& bytes = *static_cast<QByteArray*>(png_get_io_ptr(png));
    const auto count = static_cast<qsizetype>(size);
    if (bytes.capacity() - bytes.size() < count)
        png_error(png, "no room");
    bytes.append(reinterpret_cast<const char*>(from), count);
}

/// All that libpng is to write.
struct Content
{
    png_uint_32 width;
    png_uint_32 height;
    int colorType;
    png_uint_32 dotsPerMeterX;
    png_uint_32 dotsPerMeterY;
    std::span<png_text> texts;
    const PackedBytes& pixels;
};

/// libpng leaves by a jump where it fails, so nothing in here has a destructor.
bool writeChunks(png_structp png, png_infop info, const Content& content)
{
    if (setjmp(png_jmpbuf(png)) != 0) // NOLINT(cert-err52-cpp): the interface is libpng's
        return false;
    png_set_IHDR(png, info, content.width, content.height, 8, content.colorType, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (content.dotsPerMeterX > 0 && content.dotsPerMeterY > 0)
        png_set_pHYs(png, info, content.dotsPerMeterX, content.dotsPerMeterY, PNG_RESOLUTION_METER);
    png_set_text(png, info, content.texts.data(), static_cast<int>(content.texts.size()));
    png_write_info(png, info);
    png_write_chunk(png, reinterpret_cast<png_const_bytep>("IDAT"), content.pixels.bytes.get(), content.pixels.size);
    png_write_chunk(png, reinterpret_cast<png_const_bytep>("IEND"), nullptr, 0);
    return true;
}

} // namespace

std::optional<QByteArray> pngFile(const QImage& image, const QList<PngText>& texts)
{
    const PackedBytes pixels = pngPixels(image);
    std::vector<TextBytes> textBytes;
    std::vector<png_text> pngTexts;
    qsizetype room = bytesOfChunks + static_cast<qsizetype>(pixels.size);
    textBytes.reserve(static_cast<std::size_t>(texts.size())); // its elements are pointed to
    for (const PngText& text : texts) {
        room += bytesOfTextChunk + 2 * textBytes.emplace_back(bytesOf(text)).text.size();
        pngTexts.push_back(pngTextOf(textBytes.back()));
    }
    QByteArray file;
    file.reserve(room);
    png_structp png = png_create_write_struct(
        PNG_LIBPNG_VER_STRING, nullptr, [](png_structp failed, png_const_charp) { png_longjmp(failed, 1); },
        [](png_structp, png_const_charp) {});
    png_infop info = png ? png_create_info_struct(png) : nullptr;
    if (!info) {
        png_destroy_write_struct(&png, &info);
        throw std::bad_alloc();
    }
    png_set_write_fn(png, &file, appendToFile, nullptr);
    const bool isWritten =
        writeChunks(png, info,
                    {.width = static_cast<png_uint_32>(image.width()),
                     .height = static_cast<png_uint_32>(image.height()),
                     .colorType = image.hasAlphaChannel() ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                     .dotsPerMeterX = static_cast<png_uint_32>(std::max(0, image.dotsPerMeterX())),
                     .dotsPerMeterY = static_cast<png_uint_32>(std::max(0, image.dotsPerMeterY())),
                     .texts = pngTexts,
                     .pixels = pixels});
    png_destroy_write_struct(&png, &info);
    return isWritten ? std::optional(std::move(file)) : std::nullopt;
}

} // namespace gabor
