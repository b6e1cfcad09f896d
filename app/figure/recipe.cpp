// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/figure/recipe.h"

#include "app/figure/figurejson.h"
#include "app/figure/parametersjson.h"
#include "app/figure/readingjson.h"
#include "app/session/bytenames.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <optional>

namespace gabor {

namespace {

/// No recipe of ours comes near it.
constexpr qsizetype largestRecipe = 256 * 1024;
/// Beyond it a double does not hold every whole number.
constexpr double mostSamples = 9007199254740992.0;
constexpr double highestSampleRate = 1e9;
constexpr int mostPanes = 8;
constexpr int mostChannels = 65536;

QString tr(const char* text)
{
    return QCoreApplication::translate("Recipe", text);
}

QJsonObject toJson(const Recipe::Sound& sound)
{
    QJsonObject json{{QStringLiteral("name"), sound.name},
                     {QStringLiteral("sha256"), sound.sha256},
                     {QStringLiteral("sampleRate"), sound.sampleRate},
                     {QStringLiteral("samples"), static_cast<qint64>(sound.samples)}};
    if (sound.reading != SoundReading{})
        json[QLatin1String("reading")] = toJson(sound.reading);
    return json;
}

QJsonObject toJson(const PictureSpan& span)
{
    return {{QStringLiteral("beginSample"), span.beginSample},
            {QStringLiteral("endSample"), span.endSample},
            {QStringLiteral("lowHz"), span.lowHz},
            {QStringLiteral("highHz"), span.highHz}};
}

QJsonObject toJson(const FigureRequest& figure)
{
    QJsonArray heights;
    for (const int height : figure.paneHeights)
        heights.append(height);
    return {{QStringLiteral("width"), figure.pixels.width()},
            {QStringLiteral("height"), figure.pixels.height()},
            {QStringLiteral("scale"), figure.scale},
            {QStringLiteral("dotsPerInch"), figure.dotsPerInch},
            {QStringLiteral("dark"), figure.dark},
            {QStringLiteral("title"), figure.title},
            {QStringLiteral("paneHeights"), heights},
            {QStringLiteral("parts"), toJson(figure.parts)}};
}

std::optional<double> numberFrom(const QJsonValue& json, double lowest, double highest)
{
    const double number = json.toDouble(NAN);
    return number >= lowest && number <= highest ? std::optional(number) : std::nullopt;
}

std::optional<int> wholeFrom(const QJsonValue& json, int lowest, int highest)
{
    const auto number = numberFrom(json, lowest, highest);
    return number && *number == std::floor(*number) ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

bool isSha256(const QString& text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

std::optional<Recipe::Sound> soundFrom(const QJsonObject& json)
{
    const QJsonValue name = json[QLatin1String("name")];
    const QJsonValue sha256 = json[QLatin1String("sha256")];
    const auto sampleRate = numberFrom(json[QLatin1String("sampleRate")], 1e-3, highestSampleRate);
    const auto samples = numberFrom(json[QLatin1String("samples")], 1, mostSamples);
    const auto reading = readingFromJson(json[QLatin1String("reading")]);
    if (!reading || !name.isString() || !sha256.isString() || !sampleRate || !samples
        || *samples != std::floor(*samples))
        return std::nullopt;
    // A name leads to the sound in a folder that is searched, and never out of it.
    const bool isPlainName = !name.toString().contains(u'/') && !name.toString().contains(QChar(u'\0'))
        && name.toString() != QLatin1String("..") && name.toString() != QLatin1String(".");
    if (!isPlainName || (!sha256.toString().isEmpty() && !isSha256(sha256.toString())))
        return std::nullopt;
    return Recipe::Sound{name.toString(), sha256.toString(), *sampleRate, static_cast<std::int64_t>(*samples),
                         *reading};
}

std::optional<PictureSpan> spanFrom(const QJsonObject& json, const Recipe::Sound& sound, FrequencyScale scale)
{
    const auto begin = numberFrom(json[QLatin1String("beginSample")], 0, static_cast<double>(sound.samples));
    const auto end = numberFrom(json[QLatin1String("endSample")], 0, static_cast<double>(sound.samples));
    const auto low = numberFrom(json[QLatin1String("lowHz")], 0, sound.sampleRate / 2);
    const auto high = numberFrom(json[QLatin1String("highHz")], 0, sound.sampleRate / 2);
    const bool isLog = scale == FrequencyScale::Log;
    if (!begin || !end || !low || !high || *begin >= *end || *low >= *high || (isLog && *low <= 0))
        return std::nullopt;
    return PictureSpan{*begin, *end, *low, *high};
}

std::optional<ChannelChoice> channelFrom(const QJsonValue& json)
{
    if (json.toString() == QLatin1String("mix"))
        return ChannelChoice{};
    const auto number = wholeFrom(json, 1, mostChannels);
    return number ? std::optional(ChannelChoice{*number - 1}) : std::nullopt;
}

/// What of @p figure does not depend on the sound. False where something is missing or wrong.
bool readFigure(const QJsonObject& json, FigureRequest& figure)
{
    const auto width = wholeFrom(json[QLatin1String("width")], 1, FigureRequest::mostPixels);
    const auto height = wholeFrom(json[QLatin1String("height")], 1, FigureRequest::mostPixels);
    const auto scale = numberFrom(json[QLatin1String("scale")], 0, 1000);
    // Recipes that do not say it are of images whose text has its nominal size on paper.
    const QJsonValue resolution = json[QLatin1String("dotsPerInch")];
    const auto dotsPerInch = resolution.isUndefined() && scale
        ? std::optional(FigureRequest::logicalDpi * *scale)
        : numberFrom(resolution, FigureRequest::lowestDotsPerInch, FigureRequest::highestDotsPerInch);
    const QJsonValue dark = json[QLatin1String("dark")];
    const QJsonValue title = json[QLatin1String("title")];
    const QJsonValue heights = json[QLatin1String("paneHeights")];
    if (!width || !height || !scale || !dotsPerInch || !dark.isBool() || !title.isString() || !heights.isArray()
        || heights.toArray().size() > mostPanes)
        return false;
    figure.pixels = {*width, *height};
    figure.scale = *scale;
    figure.dotsPerInch = *dotsPerInch;
    figure.dark = dark.toBool();
    figure.title = title.toString();
    for (const QJsonValue value : heights.toArray()) {
        const auto paneHeight = wholeFrom(value, 0, FigureRequest::mostPixels);
        if (!paneHeight)
            return false;
        figure.paneHeights.append(*paneHeight);
    }
    const auto parts = partsFromJson(json[QLatin1String("parts")].toObject());
    figure.parts = parts.value_or(FigureParts{});
    return parts && faultIn(figure).isEmpty();
}

/// The same JSON in plain ASCII and without two blanks beside each other: texts of PNG and JPEG images lose whatever looks
/// like more than one blank.
QByteArray withoutBlankRuns(const QByteArray& json)
{
    QByteArray plain;
    bool afterBlank = false;
    for (const QChar c : QString::fromUtf8(json)) {
        const bool isBlank = c == u' ';
        if (c.unicode() >= 0x80 || (isBlank && afterBlank))
            plain += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0')).toLatin1();
        else
            plain += static_cast<char>(c.unicode());
        afterBlank = isBlank;
    }
    return plain;
}

QString cannotBeUsed(const char* member)
{
    return tr("The recipe of the picture is damaged: its part “%1” cannot be used.").arg(QLatin1String(member));
}

} // namespace

Recipe recipeOf(const FigureRequest& drawn, const QString& sha256)
{
    const SampleSource& source = *drawn.content.source;
    const SoundDescription& sound = source.description();
    Recipe recipe;
    recipe.sound = {.name = shownName(sound.path),
                    .sha256 = sha256,
                    .sampleRate = sound.sampleRate,
                    .samples = source.availableSamples(),
                    .reading = sound.reading};
    recipe.figure = drawn;
    recipe.figure.content.source.reset();
    recipe.figure.content.spec.source = 0;
    recipe.figure.content.display.automaticLevels = false;
    if (!recipe.figure.span) {
        const double maximumHz = sound.sampleRate / 2;
        recipe.figure.span = {0, static_cast<double>(recipe.sound.samples),
                              lowestHz(drawn.content.display.frequencyAxis.scale, maximumHz), maximumHz};
    }
    recipe.locale = QLocale().name();
    recipe.version = QCoreApplication::applicationVersion();
    return recipe;
}

QByteArray toJson(const Recipe& recipe)
{
    const FigureContent& content = recipe.figure.content;
    const int channel = content.spec.channel.index;
    const QJsonObject json{
        {QStringLiteral("program"), QStringLiteral("Gabor")},
        {QStringLiteral("schema"), recipeSchema},
        {QStringLiteral("version"), recipe.version},
        {QStringLiteral("locale"), recipe.locale},
        {QStringLiteral("sound"), toJson(recipe.sound)},
        {QStringLiteral("interval"), toJson(recipe.figure.span.value_or(PictureSpan{}))},
        {QStringLiteral("channel"),
         channel == ChannelChoice::mix ? QJsonValue(QStringLiteral("mix")) : QJsonValue(channel + 1)},
        {QStringLiteral("reduction"), toJson(content.spec.reduction)},
        {QStringLiteral("analysis"), toJson(content.spec.stft)},
        {QStringLiteral("display"), toJson(content.display)},
        {QStringLiteral("figure"), toJson(recipe.figure)}};
    return withoutBlankRuns(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

Result<Recipe, QString> recipeFromJson(const QByteArray& json)
{
    const QJsonDocument document = json.size() > largestRecipe ? QJsonDocument() : QJsonDocument::fromJson(json);
    const QJsonObject object = document.object();
    const auto schema = wholeFrom(object[QLatin1String("schema")], 1, 1'000'000);
    if (object[QLatin1String("program")].toString() != QLatin1String("Gabor") || !schema)
        return tr("The picture has no recipe that Gabor could read.");
    Recipe recipe;
    recipe.version = object[QLatin1String("version")].toString();
    if (*schema > recipeSchema)
        return tr("The picture was made by a newer Gabor (%1), whose recipes this one cannot read.")
            .arg(recipe.version.left(40));
    recipe.locale = object[QLatin1String("locale")].toString();

    const auto sound = soundFrom(object[QLatin1String("sound")].toObject());
    if (!sound)
        return cannotBeUsed("sound");
    const auto channel = channelFrom(object[QLatin1String("channel")]);
    if (!channel)
        return cannotBeUsed("channel");
    const auto reduction = reductionFromJson(object[QLatin1String("reduction")]);
    if (!reduction)
        return cannotBeUsed("reduction");
    const auto stft = stftFromJson(object[QLatin1String("analysis")].toObject());
    if (!stft)
        return cannotBeUsed("analysis");
    const auto display = displayFromJson(object[QLatin1String("display")].toObject());
    if (!display)
        return cannotBeUsed("display");
    const auto span = spanFrom(object[QLatin1String("interval")].toObject(), *sound, display->frequencyAxis.scale);
    if (!span)
        return cannotBeUsed("interval");
    recipe.sound = *sound;
    recipe.figure.span = span;
    recipe.figure.content.spec = {.source = 0, .channel = *channel, .stft = *stft, .reduction = *reduction};
    recipe.figure.content.display = *display;
    recipe.figure.content.display.automaticLevels = false;
    if (!readFigure(object[QLatin1String("figure")].toObject(), recipe.figure))
        return cannotBeUsed("figure");
    return recipe;
}

} // namespace gabor
