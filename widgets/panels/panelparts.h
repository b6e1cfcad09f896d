// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QPushButton;
class QWidget;

namespace gabor {

/// A panel takes longer to build than an event loop should be kept waiting: whoever has time builds it part by part.
enum class PanelBuilding { AtOnce, InParts };

/// Gives a control its names for tests and screen readers, and the words under the pointer.
void describe(QWidget& control, const char* objectName, const QString& name, const QString& toolTip);

/// Controls beside each other as the one field of a row.
QWidget* inOneField(const std::vector<QWidget*>& controls, int spacing, QWidget* parent);

/// A part of a switch that is made of several buttons.
/// @param place  "first" or "last", for the style sheet
QPushButton* segment(const QString& text, const char* place, QWidget* parent);

} // namespace gabor
