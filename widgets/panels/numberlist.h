// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <optional>
#include <vector>

namespace gabor {

/// What stands between the numbers of a list: a comma, or a semicolon where the comma is the decimal point.
QString listSeparator(const QLocale& locale);

/// "0.5, 0.5" or, with a decimal comma, "0,5; 0,5".
QString numberListText(const std::vector<double>& numbers, const QLocale& locale);

/// Reads what numberListText writes, and semicolons in every locale. Nothing if a part is no number or all is empty.
std::optional<std::vector<double>> readNumberList(const QString& text, const QLocale& locale);

} // namespace gabor
