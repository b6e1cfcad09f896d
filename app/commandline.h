// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundreading.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <variant>

namespace gabor {

/// What the program was asked for.
struct CommandLine
{
    QStringList files;  ///< absolute; "-" is standard input
    QString exportPath; ///< not empty: draw the first file (or the demo) into it, without a window
    QSize size{1600, 900};
    double scale = 1;
    bool force = false;   ///< exportPath may be written over, but never a sound
    SoundReading reading; ///< of the files
    bool fresh = false;   ///< ignore the settings, and leave them as they are
};

/// Print @p text and leave with @p exitCode: help, version, or a mistake in the usage (2).
struct Farewell
{
    QString text;
    int exitCode = 0;
};

/// @param arguments  with the program's name first
std::variant<CommandLine, Farewell> parseCommandLine(const QStringList& arguments);

} // namespace gabor
