// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gabor {

/// Turning the wheel over @p field scrolls the panel and leaves the value alone, unless the field has the focus; the wheel
/// does not give it the focus either.
void guardFromWheel(QWidget& field);

} // namespace gabor
