// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/imageformat.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace gabor {

namespace {

using namespace std::string_view_literals;

constexpr std::array pngSuffixes{"png"sv};
constexpr std::array jpegSuffixes{"jpg"sv, "jpeg"sv};
constexpr std::array webpSuffixes{"webp"sv};
constexpr std::array tiffSuffixes{"tif"sv, "tiff"sv};
constexpr std::array svgSuffixes{"svg"sv};
constexpr std::array pdfSuffixes{"pdf"sv};

constexpr std::array<ImageFormatInfo, 6> catalog{{{ImageFormat::Png, "PNG", pngSuffixes},
                                                  {ImageFormat::Jpeg, "JPEG", jpegSuffixes},
                                                  {ImageFormat::WebP, "WebP", webpSuffixes},
                                                  {ImageFormat::Tiff, "TIFF", tiffSuffixes},
                                                  {ImageFormat::Svg, "SVG", svgSuffixes},
                                                  {ImageFormat::Pdf, "PDF", pdfSuffixes}}};

QString text(std::string_view ascii)
{
    return QString::fromLatin1(ascii.data(), static_cast<qsizetype>(ascii.size()));
}

} // namespace

std::span<const ImageFormatInfo> imageFormatCatalog()
{
    return catalog;
}

const ImageFormatInfo& infoOf(ImageFormat format)
{
    return *std::find_if(catalog.begin(), catalog.end(),
                         [format](const ImageFormatInfo& info) { return info.format == format; });
}

std::optional<ImageFormat> imageFormatOf(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix();
    for (const ImageFormatInfo& info : catalog) {
        for (const std::string_view own : info.suffixes) {
            if (suffix.compare(text(own), Qt::CaseInsensitive) == 0)
                return info.format;
        }
    }
    return std::nullopt;
}

std::optional<ImageFormat> imageFormatOfContent(const QByteArray& start)
{
    if (start.startsWith("\x89PNG"))
        return ImageFormat::Png;
    if (start.startsWith("\xFF\xD8\xFF"))
        return ImageFormat::Jpeg;
    if (start.startsWith("RIFF") && start.mid(8, 4) == "WEBP")
        return ImageFormat::WebP;
    if (start.startsWith(QByteArrayView("II*\0", 4)) || start.startsWith(QByteArrayView("MM\0*", 4)))
        return ImageFormat::Tiff;
    if (start.startsWith("%PDF"))
        return ImageFormat::Pdf;
    if (start.contains("<svg"))
        return ImageFormat::Svg;
    return std::nullopt;
}

QString suffixOf(ImageFormat format)
{
    return text(infoOf(format).suffixes.front());
}

QString nameFilterOf(ImageFormat format)
{
    QStringList patterns;
    for (const std::string_view suffix : infoOf(format).suffixes)
        patterns << QStringLiteral("*.") + text(suffix);
    return QCoreApplication::translate("ImageFormat", "%1 image (%2)")
        .arg(text(infoOf(format).name), patterns.join(u' '));
}

QString imageSuffixList()
{
    QStringList suffixes;
    for (const ImageFormatInfo& info : catalog)
        suffixes << u'.' + suffixOf(info.format);
    return suffixes.join(QStringLiteral(", "));
}

} // namespace gabor
