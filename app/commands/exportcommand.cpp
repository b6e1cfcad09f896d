// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/exportcommand.h"

#include "app/commands/commandfault.h"
#include "app/commands/inputfiles.h"
#include "app/commands/offscreen.h"
#include "app/commands/renderrun.h"
#include "app/commands/rendertargets.h"
#include "app/commands/soundfigure.h"
#include "app/session/bytenames.h"

namespace gabor {

int runExport(const CommandLine& commandLine)
{
    FigurePlan plan;
    plan.figure.pixels = commandLine.size;
    plan.figure.scale = commandLine.scale;
    plan.figure.dotsPerInch = FigureRequest::logicalDpi * commandLine.scale;
    if (const QString fault = faultIn(plan.figure); !fault.isEmpty())
        return complain({fault});
    if (const QString fault = targetFault(commandLine.exportPath, commandLine.files); !fault.isEmpty())
        return complain({fault});
    if (const QString fault = presenceFault(commandLine.exportPath); !commandLine.force && !fault.isEmpty())
        return complain({fault});

    RenderItem item;
    if (!commandLine.files.isEmpty()) {
        ProgressLine progress;
        const auto file = inputFileOf(pathOf(commandLine.files.first()), {}, progress);
        if (!file)
            return complain(file.fault());
        item.name = shownName(file.value());
        item.task.sound = file.value();
        item.task.reading = commandLine.reading;
    }
    item.task.figureOf = [&plan](const auto& source) { return figureOf(source, plan); };
    item.task.target = commandLine.exportPath;
    item.task.format = imageFormatOf(commandLine.exportPath).value_or(ImageFormat::Png);
    item.task.mayReplace = commandLine.force;

    Interruption interruption(Interruption::writingPatience); // before Qt starts threads
    const OffscreenApplication app;
    std::vector<RenderItem> items;
    items.push_back(std::move(item));
    const RenderTally tally = renderAll(std::move(items), {}, interruption);
    if (tally.interrupted)
        return interruption.endProgram();
    return tally.failed == 0 ? exitDone : exitFailed;
}

} // namespace gabor
