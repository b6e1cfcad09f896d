// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>
#include <QStringList>

namespace gabor {

/// Why @p path cannot be the target of an export, as a sentence; empty when it can: a name ending in .png, of nothing
/// or of a regular file, in a folder that exists, and none of the @p inputs (whatever name they are reached by).
QString targetFault(const QString& path, const QStringList& inputs);

/// Writes @p image as PNG. The file appears whole or not at all: an old one stays as it was until the new one is safe
/// on disk. Any thread.
/// @return a sentence that says why not; empty when it is written
QString writePng(const QImage& image, const QString& path);

} // namespace gabor
