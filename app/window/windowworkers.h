// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "core/jobs/jobqueue.h"

namespace gabor {

/// Those who work for a window. What its first picture needs, and Qt does not, they begin with at once: made before the
/// QApplication, they have done it by the time that there is a window.
struct WindowWorkers
{
    /// @param commandLine  of the window that will be opened
    explicit WindowWorkers(const CommandLine& commandLine);

    /// So many that neither a file on a dead file system nor an export of data keeps the next one from opening.
    JobQueue loading{5};
    JobQueue drawing{JobQueue::usefulWorkerCount(), 1, JobQueue::Priority::Low};
};

} // namespace gabor
