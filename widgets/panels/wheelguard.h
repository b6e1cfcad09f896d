// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace gabor {

/// Turning the wheel over @p field scrolls the panel and leaves the value alone, unless the field has the focus and is no
/// list to choose from; the wheel does not give it the focus either. Tab and clicks do.
void guardFromWheel(QWidget& field);

} // namespace gabor
