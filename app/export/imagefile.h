// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/imageformat.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

namespace gabor {

/// A finished figure, not yet in a file.
struct FigurePicture
{
    ImageFormat format = ImageFormat::Png;
    QImage pixels;        ///< of a format of pixels; its dots per metre give the physical size
    QByteArray document;  ///< of a vector format: the file, which carries the metadata already
    QList<QImage> images; ///< that an SVG document has placeholders for: encoding them takes long
    QByteArray recipe;    ///< JSON in UTF-8; empty: the file carries none
    QString title;        ///< of the metadata, as is the sentence that follows
    QString description;
};

/// What the recipe is called among the texts of PNG and JPEG.
inline constexpr char recipeKey[] = "gabor-recipe";
/// A recipe that is longer is neither written nor read.
inline constexpr qsizetype longestRecipe = 60'000;

/// Why @p path cannot be the target of an export, as a sentence; empty when it can: a name with the suffix of an image
/// format, of nothing or of a regular file that may be written, in a folder that exists, and none of the @p inputs,
/// whatever name (symbolic or hard link) they are reached by.
QString targetFault(const QString& path, const QStringList& inputs);

/// Writes @p picture in its format. The file appears whole or not at all: an old one stays as it was until the new one
/// is safe on disk, and for good if it is no picture. Any thread.
/// @return a sentence that says why not; empty when it is written
QString writeFigure(const FigurePicture& picture, const QString& path);
/// The same of a file that is made already.
QString writePictureFile(const QByteArray& bytes, const QString& path);

/// The recipe that an image carries, byte for byte as it was written, or the sentence that says why there is none.
/// The content of the file decides about its format. Hostile files do no harm: at most some MiB of them are read, and
/// no pixel is decoded. Any thread.
Result<QByteArray, QString> recipeInImage(const QString& path);

} // namespace gabor
