// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace gabor {

/// "1:02:03.500": hours only where there are any, minutes always, @p decimals of a second.
QString clockText(double seconds, int decimals, const QLocale& locale);

} // namespace gabor
