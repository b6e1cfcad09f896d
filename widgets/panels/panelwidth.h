// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gabor {

/// How wide every panel wants to be in the font of @p panel, whatever it shows: the plots beside it never jump.
int panelWidth(const QWidget& panel);

} // namespace gabor
