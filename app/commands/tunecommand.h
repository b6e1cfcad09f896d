// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace gabor {

/// Measures how transforms run fastest on this machine, and keeps it for the program's window.
int runTune(const QStringList& arguments);

} // namespace gabor
