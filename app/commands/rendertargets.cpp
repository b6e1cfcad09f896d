// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/rendertargets.h"

#include "app/session/bytenames.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("RenderTargets", text);
}

/// The usual endings of all formats.
QStringList formatNames()
{
    QStringList names;
    for (const ImageFormatInfo& info : imageFormatCatalog())
        names << suffixOf(info.format);
    return names;
}

/// By any of its endings.
std::optional<ImageFormat> formatNamed(const QString& name)
{
    return name.contains(u'.') ? std::nullopt : imageFormatOf(QStringLiteral("x.") + name);
}

bool canBeSheet(const QString& path)
{
    const auto format = imageFormatOf(path);
    return format == ImageFormat::Pdf || format == ImageFormat::Png;
}

ProtectedFiles protectedFiles(const RenderInputs& inputs)
{
    ProtectedFiles files;
    for (const RenderInput& input : inputs.sounds)
        files.add(input.path);
    return files;
}

QString faultOfTarget(const QString& path, const ProtectedFiles& sounds, bool force)
{
    if (sounds.contains(pathOf(path)))
        return tr("“%1” is what is drawn from, and is not written over.").arg(QFileInfo(path).fileName());
    if (const QString fault = force ? QString() : presenceFault(path); !fault.isEmpty())
        return fault;
    return targetFault(path, {});
}

} // namespace

QString RenderTargets::sheetPath() const
{
    return sheetAlone ? output : QDir(output).filePath(QStringLiteral("contact-sheet.pdf"));
}

QString presenceFault(const QString& path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink() ? tr("“%1” is there already; --force writes over it.").arg(file.fileName())
                                             : QString();
}

void addTargetOptions(CommandOptions& options)
{
    options.add("output", QStringLiteral("OUT"),
                tr("The image, or the folder for several, which is made. Images in a folder have the names of their "
                   "sounds; where two would have the same, the sound's ending or folder is kept in it."));
    options.add("format", QStringLiteral("FORMAT"),
                tr("%1; png by default, or what the ending of OUT says.").arg(formatNames().join(QLatin1String(", "))));
    options.add("force", {}, tr("Write over images that are there. A sound is never written over."));
    options.add("contact-sheet", {},
                tr("Put small pictures with names on pages: contact-sheet.pdf beside the images, or, where OUT ends in "
                   ".pdf or .png, the pages alone (several .png are numbered)."));
    options.add("columns", QStringLiteral("N"), tr("Pictures side by side on a page, 3 by default."));
    options.add("rows", QStringLiteral("N"), tr("Pictures one below the other, 3 by default."));
}

RenderTargets renderTargets(CommandOptions& options, bool several)
{
    RenderTargets targets;
    targets.output = options.requiredText("output");
    targets.force = options.isSet("force");
    if (options.isSet("contact-sheet")) {
        const ContactSheetLayout usual;
        targets.sheet = {.columns = options.whole("columns", usual.columns, 1, ContactSheetLayout::mostAside),
                         .rows = options.whole("rows", usual.rows, 1, ContactSheetLayout::mostAside)};
    } else if (options.isSet("columns") || options.isSet("rows")) {
        options.refuse(tr("--columns and --rows go with --contact-sheet."));
    }
    const bool isFolder = targets.output.endsWith(u'/') || QFileInfo(targets.output).isDir();
    targets.sheetAlone = targets.sheet && !isFolder && canBeSheet(targets.output);
    targets.isFolder = isFolder || (several && !targets.sheetAlone);
    if (targets.isFolder && !isFolder && imageFormatOf(targets.output))
        options.refuse(tr("Several sounds make several images, so --output must be a folder, and “%1” is the name of "
                          "an image.")
                           .arg(targets.output));

    const bool endingSays = !targets.isFolder && imageFormatOf(targets.output).has_value();
    const ImageFormat ofEnding = imageFormatOf(targets.output).value_or(ImageFormat::Png);
    if (endingSays && !targets.sheetAlone)
        targets.format = ofEnding;
    if (options.isSet("format")) {
        const std::optional<ImageFormat> given = formatNamed(options.text("format"));
        if (!given)
            options.refuse(tr("--format must be one of %1, and “%2” is not.")
                               .arg(formatNames().join(QLatin1String(", ")), options.text("format")));
        else if (endingSays && *given != ofEnding)
            options.refuse(tr("--format and the ending of --output say different things."));
        else if (!targets.sheetAlone)
            targets.format = *given;
    }
    return targets;
}

void assignTargets(std::vector<RenderItem>& items, const RenderInputs& inputs, const RenderTargets& targets)
{
    if (targets.sheetAlone)
        return;
    const ProtectedFiles sounds = protectedFiles(inputs);
    const auto names = outputNames(inputs.sounds, suffixOf(targets.format).toStdString());
    const QString sheet = targets.sheet ? QFileInfo(targets.sheetPath()).absoluteFilePath() : QString();
    std::set<QString> taken; // real places, so that a link among them leads to none twice
    for (std::size_t i = 0; i < items.size(); ++i) {
        FigureTask& task = items[i].task;
        const QString name = shownPath(names[i]);
        task.target =
            QFileInfo(targets.isFolder ? QDir(targets.output).filePath(name) : targets.output).absoluteFilePath();
        task.format = targets.format;
        task.mayReplace = targets.force;
        const QString folder = QFileInfo(task.target).path();
        if (targets.isFolder && !QDir().mkpath(folder))
            items[i].fault = tr("The folder “%1” could not be made.").arg(folder);
        else
            items[i].fault = faultOfTarget(task.target, sounds, targets.force);
        const QString link = QFileInfo(task.target).canonicalFilePath();
        const QString place = (link.isEmpty() ? task.target : link).toLower();
        if (items[i].fault.isEmpty() && task.target.compare(sheet, Qt::CaseInsensitive) == 0)
            items[i].fault = tr("“%1” is the name of the contact sheet; the image was not written.").arg(name);
        else if (items[i].fault.isEmpty() && !taken.insert(place).second)
            items[i].fault = tr("“%1” leads to the file of another image and was not written.").arg(name);
    }
}

QString sheetFault(const RenderInputs& inputs, const RenderTargets& targets)
{
    const int count = static_cast<int>(inputs.sounds.size());
    const ProtectedFiles sounds = protectedFiles(inputs);
    for (const QString& file : contactSheetFiles(targets.sheetPath(), targets.sheet->pageCount(count))) {
        if (const QString fault = faultOfTarget(file, sounds, targets.force); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace gabor
