// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/recipecommand.h"

#include "app/commands/inputfiles.h"
#include "app/commands/offscreen.h"
#include "app/commands/rendertargets.h"
#include "app/export/imagefile.h"
#include "app/figure/recipe.h"
#include "app/session/bytenames.h"
#include "app/session/soundsearch.h"
#include "app/session/soundtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RecipeCommand", text);
}

void refuseOtherOptions(CommandOptions& options)
{
    static const QStringList allowed{QStringLiteral("recipe"), QStringLiteral("output"),  QStringLiteral("force"),
                                     QStringLiteral("quiet"),  QStringLiteral("verbose"), QStringLiteral("format")};
    for (const QString& name : options.given()) {
        if (!allowed.contains(name))
            options.refuse(tr("--%1 does not go with --recipe, which says all that.").arg(name));
    }
    if (options.arguments().size() > 1)
        options.refuse(tr("--recipe draws one image, of one sound."));
}

Result<Recipe, CommandFault> recipeIn(const QString& image)
{
    const QString name = QFileInfo(image).fileName();
    const Result<QByteArray, QString> json = recipeInImage(image);
    if (!json)
        return CommandFault{json.fault()};
    const Result<Recipe, QString> recipe = recipeFromJson(json.value());
    if (!recipe)
        return CommandFault{tr("“%1”: %2").arg(name, recipe.fault())};
    return recipe.value();
}

/// The sound of @p recipe; its path is empty for the demo.
/// @param files  keeps what came through a pipe
Result<FoundSound, CommandFault> soundOf(const Recipe& recipe, const QString& image, const QStringList& given,
                                         const std::stop_token& stop)
{
    if (recipe.sound.name.isEmpty())
        return FoundSound{{}, SoundMatch::Same};
    if (!given.isEmpty()) {
        ProgressLine progress;
        const auto file = inputFileOf(pathOf(given.first()), stop, progress);
        if (!file)
            return file.fault();
        const QString path = textOfArgument(file.value().c_str());
        return compared(path, recipe.sound, stop);
    }
    const QStringList folders{QFileInfo(image).absolutePath(), QDir::currentPath()};
    if (const auto found = findSound(recipe.sound, placesOf(recipe.sound, folders), stop))
        return *found;
    return CommandFault{tr("“%1” lies neither beside “%2” nor in the present folder; name it behind the image.")
                            .arg(recipe.sound.name, QFileInfo(image).fileName())};
}

Result<FigureRequest, QString> figureOf(const std::shared_ptr<const SampleSource>& source, const Recipe& recipe)
{
    const SoundDescription& sound = source->description();
    const PictureSpan& span = *recipe.figure.span;
    const bool isSame = sound.sampleRate == recipe.sound.sampleRate
        && static_cast<double>(source->availableSamples()) >= span.endSample
        && recipe.figure.content.spec.channel.index < sound.channelCount;
    if (!isSame)
        return tr("“%1” has another sample rate, length or number of channels than the sound that the image was made "
                  "of.")
            .arg(soundName(sound));
    if (frameCount(recipe.figure.content.spec.stft, source->availableSamples()) == 0)
        return tr("“%1” is shorter than one window: there is no spectrogram of it.").arg(soundName(sound));
    FigureRequest figure = recipe.figure;
    figure.content.source = source;
    figure.content.spec.source = 1;
    return figure;
}

int draw(const Recipe& recipe, const FoundSound& found, const QString& image, const RenderTargets& targets,
         CommandOptions& options, Interruption& interruption)
{
    RenderInputs inputs; // none of which is ever written over
    inputs.sounds.push_back({pathOf(found.path), pathOf(found.path).filename()});
    std::vector<RenderItem> items(1);
    items.front().name = recipe.sound.name;
    items.front().task.sound = pathOf(found.path);
    items.front().task.reading = recipe.sound.reading;
    items.front().task.figureOf = [&recipe](const auto& source) { return figureOf(source, recipe); };
    inputs.sounds.push_back({pathOf(image), pathOf(image).filename()});
    assignTargets(items, inputs, targets);
    const RenderTally tally =
        renderAll(std::move(items), {.jobs = 1, .quiet = options.isSet("quiet"), .verbose = options.isSet("verbose")},
                  interruption);
    if (tally.interrupted)
        return interruption.endProgram();
    return tally.failed == 0 ? exitDone : exitFailed;
}

} // namespace

int runRecipe(CommandOptions& options)
{
    refuseOtherOptions(options);
    const RenderTargets targets = renderTargets(options, false);
    if (targets.isFolder)
        options.refuse(tr("--output must be the name of an image for --recipe."));
    if (options.fault())
        return complain(*options.fault());

    Interruption interruption(Interruption::writingPatience); // before Qt starts threads
    const QString image = options.text("recipe");
    const Result<Recipe, CommandFault> recipe = recipeIn(image);
    if (!recipe)
        return complain(recipe.fault());
    const Result<FoundSound, CommandFault> found =
        soundOf(recipe.value(), image, options.arguments(), interruption.token());
    if (interruption.happened())
        return interruption.endProgram();
    if (!found)
        return complain(found.fault());
    const QString soundFile = shownName(pathOf(found.value().path));
    if (found.value().match == SoundMatch::Differs && !targets.force)
        return complain(
            {tr("“%1” is not what the image was made of: its content differs. --force draws it nevertheless.")
                 .arg(soundFile)});
    if (found.value().match == SoundMatch::Uncompared && !targets.force)
        return complain({tr("%1 Whether it is what the image was made of is not known; --force draws it nevertheless.")
                             .arg(found.value().why)});
    if (!options.isSet("quiet")) {
        if (found.value().match != SoundMatch::Same)
            remark(tr("“%1” may not be what the image was made of.").arg(soundFile));
        if (recipe.value().version != QCoreApplication::applicationVersion())
            remark(tr("The image was made by Gabor %1, and this is %2; it may differ in details.")
                       .arg(recipe.value().version.left(40), QCoreApplication::applicationVersion()));
    }
    const OffscreenApplication app;
    QLocale::setDefault(QLocale(recipe.value().locale));
    return draw(recipe.value(), found.value(), image, targets, options, interruption);
}

} // namespace gabor
