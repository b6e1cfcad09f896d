// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

class QColor;
class QPainter;
class QRectF;

namespace gabor {

/// One of the program's own line icons, drawn in the color of the application palette's text at the moment of painting:
/// sharp at every scale factor, right after a change of theme, paler when disabled, dark on light where it is switched on.
/// @param name  open, export-image, copy, pan, select, fit, zoom-in, zoom-out, zoom-selection, back, theme, reset, warning,
///              info, chevron-down or chevron-right; an unknown name gives an icon that is null
QIcon themedIcon(const QString& name);

/// The same drawing in a color of the caller's, as large as fits into @p rect.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color);

/// The program's own many-colored icon, for windows and the about box.
QIcon applicationIcon();

} // namespace gabor
