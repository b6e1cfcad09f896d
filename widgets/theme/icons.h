// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QSize>
#include <QString>

class QPainter;
class QRectF;

namespace gabor {

/// One of the program's own line icons, drawn in the color of the application palette's text at the moment of painting:
/// sharp at every scale factor, right after a change of theme, paler when disabled, dark on light where it is switched on.
/// @param name  open, export-image, copy, pan, select, fit, zoom-in, zoom-out, zoom-selection, back, theme, reset, warning,
///              info, chevron-down or chevron-right; an unknown name gives an icon that is null
QIcon themedIcon(const QString& name);

/// One picture of an icon.
struct IconLook
{
    QString name;
    QSize pixels; ///< of the device
    QColor color;

    friend bool operator==(const IconLook&, const IconLook&) = default;
    friend size_t qHash(const IconLook& look, size_t seed)
    {
        return qHashMulti(seed, look.name, look.pixels.width(), look.pixels.height(), look.color.rgba());
    }
};

/// The color in which themedIcon() is drawn now.
QColor iconColor(QIcon::Mode mode, QIcon::State state);

/// Loads what Qt needs for the icons that the style sheet names, which would otherwise be looked for, and loaded, when the
/// first of them is painted. Any thread, once there is an application.
void loadIconFormats();

/// Has the picture at hand when themedIcon() is asked for it, which otherwise draws it then. Any thread.
void drawIconAhead(const IconLook& look);
/// Whether it is at hand. Any thread.
bool isIconDrawn(const IconLook& look);

/// The same drawing in a color of the caller's, as large as fits into @p rect.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& color);

/// The program's own many-colored icon, for windows and the about box.
QIcon applicationIcon();

} // namespace gabor
