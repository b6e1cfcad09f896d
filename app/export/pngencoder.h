// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QString>

#include <optional>

namespace gabor {

/// What a PNG says about itself in words.
struct PngText
{
    QByteArray key; ///< 1 to 79 characters of Latin-1, such as "Title"
    QString text;
};

/// @p image as a PNG file, with its dots per metre and @p texts before the pixels. Any thread. Throws std::bad_alloc.
/// @return nothing where libpng does not take it
std::optional<QByteArray> pngFile(const QImage& image, const QList<PngText>& texts);

} // namespace gabor
