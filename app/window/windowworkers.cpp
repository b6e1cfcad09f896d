// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowworkers.h"

#include "core/audio/demosignal.h"

#include <fontconfig/fontconfig.h>

namespace gabor {

WindowWorkers::WindowWorkers(const CommandLine& commandLine)
{
    // Fontconfig reads its rules, which is most of what finding the system's fonts takes. Qt will find that it has.
    loading.submit(JobQueue::Urgency::Visible, {}, [] { FcInit(); });
    if (commandLine.files.isEmpty())
        drawing.submit(JobQueue::Urgency::Glimpse, {}, prepareDemoSignal);
}

} // namespace gabor
