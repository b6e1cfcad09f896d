// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pixels/colormap.h"

#include <QIcon>
#include <QWidget>

namespace gabor {

/// A color map from its lowest color at the left to its highest at the right, with round ends.
void paintColormap(QPainter& painter, const QRectF& rect, ColormapChoice choice);

/// The same as an icon of @p size in device-independent pixels, enough for three times as many device pixels.
QIcon colormapIcon(ColormapChoice choice, const QSize& size);

/// Shows between two limits which color means what.
class ColormapStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ColormapStrip(QWidget* parent = nullptr);

    void setColormap(ColormapChoice choice);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColormapChoice m_choice;
};

} // namespace gabor
