// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <string_view>

namespace gabor {

/// The kinds of image that Gabor writes.
enum class ImageFormat { Png, Jpeg, WebP, Tiff, Svg, Pdf };

struct ImageFormatInfo
{
    ImageFormat format;
    std::string_view name;                      ///< "PNG"
    std::span<const std::string_view> suffixes; ///< without a dot; the usual one first
};

/// Every format, in the order of a menu.
std::span<const ImageFormatInfo> imageFormatCatalog();
const ImageFormatInfo& infoOf(ImageFormat format);

/// The format that the suffix of @p path stands for, in any case; nothing where it is none of them.
std::optional<ImageFormat> imageFormatOf(const QString& path);
/// The format of a file that begins so; nothing where it is none of them.
std::optional<ImageFormat> imageFormatOfContent(const QByteArray& start);
/// The usual suffix, without a dot.
QString suffixOf(ImageFormat format);
/// For a file dialog: "PNG image (*.png)".
QString nameFilterOf(ImageFormat format);
/// ".png, .jpg, ...": the usual suffix of every format.
QString imageSuffixList();

/// Text and lines of these stay sharp at every size.
constexpr bool isVectorFormat(ImageFormat format)
{
    return format == ImageFormat::Svg || format == ImageFormat::Pdf;
}

} // namespace gabor
