// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

class QWidget;

namespace gabor {

/// Gives @p parts a theme and a font of their own, whatever the program's and the desktop's are: dark, or on white.
void dressForPaper(std::initializer_list<QWidget*> parts, bool dark);

} // namespace gabor
