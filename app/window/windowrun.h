// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

#include <functional>
#include <stop_token>

namespace gabor {

class MainWindow;
struct WindowWorkers;

/// How it ended.
struct WindowRun
{
    int exitCode = 0;
    bool workEnded = true; ///< if not, a worker hangs in the system: the process must end without waiting for it
};

/// Opens the window, with the file that @p commandLine names, and returns when it has been closed. An image that is
/// being written then gets JobQueue::writingPatience to become whole, and settings SettingsKeeper::patience.
/// @param workers  made for the same @p commandLine; they end with the window
/// @param closing  closes the window, from whatever thread it fires
/// @param built    is told of the window before it is shown
WindowRun runWindow(const CommandLine& commandLine, WindowWorkers& workers, const std::stop_token& closing = {},
                    const std::function<void(MainWindow&)>& built = {});

} // namespace gabor
