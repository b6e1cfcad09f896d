// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gabor {

struct ThemeColors;

/// What the palette cannot say: round fields, segmented buttons, section headers. Widgets ask for a look by properties:
///   textRole = "muted", "title", "link" or "error" on labels and buttons,
///   segment  = "first", "middle" or "last" on the buttons of one choice,
///   tight    = true on a button with little room,
///   fault    = true on a field whose content is impossible,
///   flatFrame = true on a frame that groups a few lines of text,
///   separator = true on a frame that is a line.
QString themeStyleSheet(const ThemeColors& colors);

} // namespace gabor
