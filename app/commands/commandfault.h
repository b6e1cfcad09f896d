// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace gabor {

enum ExitCode : int {
    exitDone = 0,
    exitFailed = 1, ///< the data: a file that is no sound, a full disk
    exitUsage = 2   ///< the command: an unknown option, a parameter that is not allowed
};

/// Why a subcommand does not do what it was asked for.
struct CommandFault
{
    QString sentence; ///< one sentence for the user
    ExitCode exitCode = exitFailed;
};

/// Prints "gabor: sentence" on stderr. @return the exit code
int complain(const CommandFault& fault);

/// Prints "gabor: sentence" on stderr, about something that does not stop the work.
void remark(const QString& sentence);

} // namespace gabor
