// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// Brings what the environment says of the display's scale (QT_SCALE_FACTOR, QT_FONT_DPI) within what can be drawn. Beyond
/// it, as with a resolution that somebody has mistyped, the smallest window takes more memory than there is. To be called
/// before the application is made.
void boundDisplayScale();

} // namespace gabor
