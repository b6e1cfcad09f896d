// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// Brings what the environment says of the display's scale (QT_SCALE_FACTOR, QT_FONT_DPI) within what can be drawn. Beyond
/// it, as with a resolution that somebody has mistyped, the smallest window takes more memory than there is. To be called
/// before the application is made.
void boundDisplayScale();

/// What the display itself says, as an X server does in its resources (Xft.dpi), is known only once the application is
/// made. What is beyond belief there says nothing, and counts as the usual resolution.
/// @return whether it is: then the environment undoes it, and the application is to be made anew
bool undoScaleOfScreens();

} // namespace gabor
