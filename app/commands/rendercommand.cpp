// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/rendercommand.h"

#include "app/commands/analysisoptions.h"
#include "app/commands/displayoptions.h"
#include "app/commands/figureoptions.h"
#include "app/commands/inputfiles.h"
#include "app/commands/offscreen.h"
#include "app/commands/recipecommand.h"
#include "app/commands/rendertargets.h"
#include "app/commands/soundfigure.h"
#include "app/session/bytenames.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr int mostJobs = 64;

QString tr(const char* text)
{
    return QCoreApplication::translate("RenderCommand", text);
}

struct RenderRequest
{
    RenderInputs inputs;
    RenderTargets targets;
    RenderManner manner;
    SoundReading reading;
    FigurePlan figure;
};

void addOptions(CommandOptions& options)
{
    options.addArgument(QStringLiteral("INPUT"), tr("Sound files, and folders of them; “-” is standard input."),
                        QStringLiteral("INPUT..."));
    addTargetOptions(options);
    options.add("recursive", {},
                tr("Folders stand for the sounds in their subfolders, too, which are kept under OUT."));
    options.add("recipe", QStringLiteral("IMAGE"),
                tr("Draw an image of Gabor again, by the recipe in it: 'gabor render --recipe IMAGE [SOUND] --output "
                   "OUT'. The sound is looked for by its name beside the image and in the present folder. One of "
                   "another content is refused; --force takes it nevertheless. No other option goes with it."));
    options.add("jobs", QStringLiteral("N"),
                tr("Images that are drawn at once; as many as there are cores by default."));
    options.add("quiet", {}, tr("Say nothing but what went wrong."));
    options.add("verbose", {}, tr("A line on stderr for every image that is drawn."));
    addReadingOptions(options);
    addPartOptions(options);
    options.add("fmin", QStringLiteral("HZ"), tr("The lowest frequency that is shown, as low as there is by default."));
    options.add("fmax", QStringLiteral("HZ"),
                tr("The highest, at most half of the sample rate, which is the default."));
    addAnalysisOptions(options);
    addDisplayOptions(options);
    addFigureOptions(options);
}

RenderRequest requestOf(CommandOptions& options)
{
    RenderRequest request;
    if (options.arguments().isEmpty())
        options.refuse(tr("'gabor render' needs a sound or a folder of sounds; 'gabor render --help' says more."));
    request.figure = figurePlan(options);
    request.reading = soundReading(options);
    request.manner.jobs = options.whole("jobs", JobQueue::usefulWorkerCount(), 1, mostJobs);
    request.manner.quiet = options.isSet("quiet");
    request.manner.verbose = options.isSet("verbose");
    if (options.fault()) // before a folder of thousands is looked through
        return request;
    std::vector<std::filesystem::path> named;
    for (const QString& argument : options.arguments()) {
        ProgressLine progress;
        const auto file = inputFileOf(pathOf(argument), {}, progress);
        if (file)
            named.push_back(file.value());
        else
            options.refuse(file.fault());
    }
    request.inputs = renderInputs(named, options.isSet("recursive"));
    request.targets = renderTargets(options, request.inputs.anyFolder || request.inputs.sounds.size() > 1);
    return request;
}

/// As large as it will stand on the page, where nobody sees it elsewhere; but not so small that the axes leave no room.
QSize sizeForSheet(const ContactSheetLayout& layout, double scale)
{
    const QSize box = layout.pictureBox();
    const double least = FigureRequest::fewestLogicalPixels * scale;
    const double factor = std::max({1.0, least / box.width(), least / box.height()});
    return {static_cast<int>(std::ceil(box.width() * factor)), static_cast<int>(std::ceil(box.height() * factor))};
}

std::vector<RenderItem> itemsOf(const RenderRequest& request)
{
    std::vector<RenderItem> items;
    for (const RenderInput& input : request.inputs.sounds) {
        RenderItem item;
        item.name = shownName(input.path);
        item.path = shownPath(input.path);
        item.task.sound = input.path;
        item.task.reading = request.reading;
        item.task.figureOf = [plan = request.figure](const auto& source) { return figureOf(source, plan); };
        if (request.targets.sheet)
            item.task.thumbnail = request.targets.sheet->pictureBox();
        items.push_back(std::move(item));
    }
    return items;
}

/// "195 images written, 5 files failed."
void sayTally(const RenderTally& tally, const RenderRequest& request)
{
    const bool one = request.inputs.sounds.size() + request.inputs.complaints.size() < 2;
    if (one || (request.manner.quiet && tally.failed == 0))
        return;
    const QString written = tally.written == 1 ? tr("1 image written") : tr("%1 images written").arg(tally.written);
    const QString failed = tally.failed == 1 ? tr("1 file failed") : tr("%1 files failed").arg(tally.failed);
    if (request.targets.sheetAlone)
        remark(tr("%1 pictures on the contact sheet, %2.").arg(QString::number(tally.written), failed));
    else
        remark(tr("%1, %2.").arg(written, failed));
}

int render(RenderRequest& request)
{
    Interruption interruption(Interruption::writingPatience); // before Qt starts threads
    const OffscreenApplication app;
    QLocale::setDefault(QLocale::system()); // numbers at the axes are those of the program's window

    for (const QString& complaint : request.inputs.complaints)
        complain({complaint});
    if (request.inputs.sounds.empty())
        return exitFailed;
    std::vector<RenderItem> items = itemsOf(request);
    assignTargets(items, request.inputs, request.targets);
    std::optional<ContactSheet> sheet;
    std::vector<QString> names;
    if (request.targets.sheet) {
        if (const QString fault = sheetFault(request.inputs, request.targets); !fault.isEmpty())
            return complain({fault});
        sheet.emplace(request.targets.sheetPath(), static_cast<int>(items.size()), *request.targets.sheet);
        for (const RenderItem& item : items)
            names.push_back(item.name);
    }
    RenderTally tally =
        renderAll(std::move(items), request.manner, interruption, [&](std::size_t index, const FigureOutcome& outcome) {
            if (sheet)
                sheet->put(static_cast<int>(index), {names[index], outcome.thumbnail, outcome.fault});
        });
    if (tally.interrupted)
        return interruption.endProgram();
    QString sheetFault;
    if (sheet)
        sheetFault = sheet->finish();
    tally.failed += static_cast<int>(request.inputs.complaints.size());
    if (!sheetFault.isEmpty())
        return complain({sheetFault});
    sayTally(tally, request);
    return tally.failed == 0 ? exitDone : exitFailed;
}

} // namespace

int runRender(const QStringList& arguments)
{
    CommandOptions options(
        QStringLiteral("render"),
        tr("Draws sounds as the program does, waveform above spectrogram, into images, without a window or a\n"
           "display. Several sounds make an image each in a folder. One that cannot be drawn is reported and does\n"
           "not stop the others. What is not given is as the program has it at first. Every image carries its\n"
           "recipe, by which it can be drawn again."),
        QStringLiteral("gabor render calls/ --output pictures/ --fmax 8000 --colormap magma"));
    addOptions(options);
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;
    if (options.isSet("recipe"))
        return runRecipe(options);
    RenderRequest request = requestOf(options);
    if (options.fault())
        return complain(*options.fault());
    if (request.targets.sheetAlone && !options.isSet("size") && !options.isSet("size-mm"))
        request.figure.figure.pixels = sizeForSheet(*request.targets.sheet, request.figure.figure.scale);
    return render(request);
}

} // namespace gabor
