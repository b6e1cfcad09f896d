// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/figureoptions.h"

#include "app/figure/figuresize.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace gabor {

namespace {

constexpr double millimetresAnInch = 25.4;
constexpr double printDpi = 300;         ///< of a figure that is measured in millimetres, when nothing else is said
constexpr double smallestTextSize = 0.1; ///< what cannot be read is refused with a better reason
constexpr double longestMillimetres = 10'000;
constexpr double mostDpi = 16 * FigureRequest::logicalDpi;

QString tr(const char* text)
{
    return QCoreApplication::translate("FigureOptions", text);
}

struct Part
{
    const char* shown;
    const char* hidden;
    const char* help;
    bool FigureParts::*member;
};
constexpr std::array parts{
    Part{"title", "no-title", QT_TRANSLATE_NOOP("FigureOptions", "The name of the sound above the figure."),
         &FigureParts::title},
    Part{"waveform", "no-waveform", QT_TRANSLATE_NOOP("FigureOptions", "The waveform above the spectrogram."),
         &FigureParts::waveform},
    Part{"axes", "no-axes", QT_TRANSLATE_NOOP("FigureOptions", "Numbers, captions and ticks."), &FigureParts::axes},
    Part{"colorbar", "no-colorbar", QT_TRANSLATE_NOOP("FigureOptions", "The scale of the colors."),
         &FigureParts::colorBar},
    Part{"grid", "no-grid", QT_TRANSLATE_NOOP("FigureOptions", "Lines at the ticks across the picture."),
         &FigureParts::grid},
    Part{"markers", "no-markers",
         QT_TRANSLATE_NOOP("FigureOptions", "Cue points, regions and chapters of the file, with their names."),
         &FigureParts::markers},
    Part{"description", "no-description",
         QT_TRANSLATE_NOOP("FigureOptions", "A line below that says how the picture was made."),
         &FigureParts::description}};

/// "1600x900" as two numbers.
std::optional<std::pair<double, double>> twoNumbers(const QString& text)
{
    const QStringList sides = text.split(u'x');
    bool isWidth = false;
    bool isHeight = false;
    const double width = sides.value(0).toDouble(&isWidth);
    const double height = sides.value(1).toDouble(&isHeight);
    if (sides.size() != 2 || !isWidth || !isHeight || !(width > 0) || !(height > 0))
        return std::nullopt;
    return std::pair(width, height);
}

void readSize(CommandOptions& options, FigureRequest& figure)
{
    const bool inMillimetres = options.isSet("size-mm");
    if (inMillimetres && options.isSet("size"))
        options.refuse(tr("Only one of --size and --size-mm can be given."));
    const double dpi = options.number("dpi", inMillimetres ? printDpi : FigureRequest::logicalDpi, lowestDotsPerInch,
                                      mostDpi, tr("a number from %1 to %2").arg(lowestDotsPerInch).arg(mostDpi));
    // Where there are few dots an inch, text needs them all to be read.
    const double printTextSize =
        std::max(paperTextScale, FigureRequest::smallestScale * FigureRequest::logicalDpi / dpi);
    const double textSize =
        options.number("text-size", inMillimetres ? printTextSize : 1, smallestTextSize, FigureRequest::largestScale,
                       tr("a number from %1 to %2").arg(smallestTextSize).arg(FigureRequest::largestScale));
    figure.scale = dpi / FigureRequest::logicalDpi * textSize;
    figure.dotsPerInch = dpi;
    if (inMillimetres) {
        const auto size = twoNumbers(options.text("size-mm"));
        if (!size || size->first > longestMillimetres || size->second > longestMillimetres) {
            options.refuse(tr("--size-mm must be a width and a height such as 170x100, and “%1” is not.")
                               .arg(options.text("size-mm")));
            return;
        }
        figure.pixels = {static_cast<int>(std::lround(size->first / millimetresAnInch * dpi)),
                         static_cast<int>(std::lround(size->second / millimetresAnInch * dpi))};
    } else if (options.isSet("size")) {
        const auto size = twoNumbers(options.text("size"));
        if (!size || size->first != std::floor(size->first) || size->second != std::floor(size->second)
            || size->first > 1e6 || size->second > 1e6) {
            options.refuse(tr("--size must be a width and a height in pixels such as 1600x900, and “%1” is not.")
                               .arg(options.text("size")));
            return;
        }
        figure.pixels = {static_cast<int>(size->first), static_cast<int>(size->second)};
    }
}

void readParts(CommandOptions& options, FigureParts& shown)
{
    for (const Part& part : parts) {
        if (options.isSet(part.shown) && options.isSet(part.hidden))
            options.refuse(tr("Only one of --%1 and --%2 can be given.")
                               .arg(QLatin1String(part.shown), QLatin1String(part.hidden)));
        if (options.isSet(part.shown))
            shown.*part.member = true;
        if (options.isSet(part.hidden))
            shown.*part.member = false;
    }
}

} // namespace

void addFigureOptions(CommandOptions& options)
{
    options.add("size", QStringLiteral("WxH"), tr("Pixels, 1600x900 by default."));
    options.add("size-mm", QStringLiteral("WxH"), tr("Millimetres instead, at --dpi, which is 300 then by default."));
    options.add(
        "dpi", QStringLiteral("DPI"),
        tr("Dots per inch, 96 by default; text and lines grow with it, so that they have their size in print."));
    options.add("text-size", QStringLiteral("FACTOR"),
                tr("Size of text and lines: 1 (default) is 9 points at the given --dpi. With --size-mm the default is "
                   "0.75, about 7 points, as journals ask for."));
    options.add("theme", QStringLiteral("THEME"), tr("light (default) or dark."));
    const FigureParts usual;
    for (const Part& part : parts) {
        const bool isUsual = usual.*part.member;
        options.add(part.shown, {}, isUsual ? tr("%1 (default)").arg(tr(part.help)) : tr(part.help));
        options.add(part.hidden, {}, isUsual ? tr("Without it.") : tr("Without it. (default)"));
    }
}

FigureRequest figureRequest(CommandOptions& options)
{
    FigureRequest figure;
    readSize(options, figure);
    if (options.isSet("theme")) {
        const QString theme = options.text("theme");
        figure.dark = theme == QLatin1String("dark");
        if (!figure.dark && theme != QLatin1String("light"))
            options.refuse(tr("--theme must be one of light, dark, and “%1” is not.").arg(theme));
    }
    readParts(options, figure.parts);
    if (!options.fault()) {
        if (const QString fault = faultIn(figure); !fault.isEmpty())
            options.refuse(fault);
    }
    return figure;
}

} // namespace gabor
