// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundmetadata.h"

#include <QColor>
#include <QRect>
#include <QString>

#include <functional>
#include <span>
#include <vector>

class QPainter;

namespace gabor {

/// A marker of a sound as it is drawn.
struct Mark
{
    SampleInterval span; ///< empty for a single place
    QString name;        ///< plain text of at most a line; may be empty

    friend bool operator==(const Mark&, const Mark&) = default;
};

/// In the order of @p markers, which are sorted by their begins. A marker without a label goes by its note.
std::vector<Mark> marksOf(std::span<const SoundMarker> markers);

struct MarkLook
{
    QColor line;
    QColor seam;   ///< beside the line, so that it is seen on every color; invalid: there is no need of one
    QColor text;   ///< of the names; invalid: they are not shown
    QColor ground; ///< of the names, translucent
};

/// Draws a thin line wherever a mark begins or ends, a bar along the top over each run, and the names beneath it as far
/// as there is room: where two would meet, the first is shortened, and where they crowd, the first one stands.
/// @param inside     of the frame, in logical pixels; nothing is drawn outside
/// @param xOfSample  in logical pixels, growing with its argument
void paintMarks(QPainter& painter, const QRect& inside, std::span<const Mark> marks,
                const std::function<double(double sample)>& xOfSample, const MarkLook& look);

} // namespace gabor
