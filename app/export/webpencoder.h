// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/xmppacket.h"

#include <QImage>

class QIODevice;

namespace gabor {

/// Writes @p pixels to @p device as a WebP image without loss, with @p remarks as its XMP. Any thread.
/// @return why not, as a part of a sentence; empty when it is written
QString encodeWebP(const QImage& pixels, const ImageRemarks& remarks, QIODevice& device);

} // namespace gabor
