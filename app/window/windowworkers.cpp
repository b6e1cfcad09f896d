// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/windowworkers.h"

#include "app/session/fontrules.h"
#include "core/audio/demosignal.h"

namespace gabor {

WindowWorkers::WindowWorkers(const CommandLine& commandLine)
{
    readFontRulesAhead();
    if (commandLine.files.isEmpty())
        drawing.submit(JobQueue::Urgency::Sketch, {}, prepareDemoSignal); // as a glimpse it would hold up the tiles
}

} // namespace gabor
