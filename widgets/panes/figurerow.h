// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gabor {

/// A pane and what stands beside it, so that all panes have the same width.
QWidget* besideEachOther(QWidget* pane, QWidget* beside, QWidget* parent);

QWidget* emptyColumn(int width, QWidget* parent);

} // namespace gabor
