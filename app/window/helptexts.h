// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QWidget;

namespace gabor {

/// A sheet of what mouse and keyboard do; the keys are those of @p actions, so that it is never out of date.
void showShortcutSheet(QWidget* parent, const QList<QAction*>& actions);

void showAboutBox(QWidget* parent);

} // namespace gabor
