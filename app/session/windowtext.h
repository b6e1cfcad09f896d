// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commands/commandfault.h"
#include "core/base/result.h"
#include "core/dsp/window.h"

#include <QJsonObject>
#include <QString>

namespace gabor {

/// The window that "hann", "kaiser:8.6" or "taylor:4,30" means, with get_window's initial numbers where it has some
/// (tukey 0.5, exponential 1, taylor 4,30); a bare number is Kaiser's beta. The fault says what could be written.
Result<WindowSpec, CommandFault> windowNamed(const QString& text, bool symmetric);

/// "tukey:0.25"
QString windowText(const WindowSpec& window);
QJsonObject toJson(const WindowSpec& window);

/// "--window: ..." in one sentence.
CommandFault windowFault(const WindowFault& fault, const WindowSpec& window, int length);

/// For help texts: every name, with those of its numbers.
QString windowHelp();

} // namespace gabor
