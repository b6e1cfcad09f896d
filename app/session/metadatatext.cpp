// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/metadatatext.h"

#include "widgets/plot/timetext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <iterator>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MetadataText", text);
}

struct TagLabel
{
    const char* name;
    const char* label;
};

constexpr TagLabel tagLabels[] = {{"title", QT_TRANSLATE_NOOP("MetadataText", "title")},
                                  {"artist", QT_TRANSLATE_NOOP("MetadataText", "artist")},
                                  {"album", QT_TRANSLATE_NOOP("MetadataText", "album")},
                                  {"album_artist", QT_TRANSLATE_NOOP("MetadataText", "album artist")},
                                  {"composer", QT_TRANSLATE_NOOP("MetadataText", "composer")},
                                  {"date", QT_TRANSLATE_NOOP("MetadataText", "date")},
                                  {"comment", QT_TRANSLATE_NOOP("MetadataText", "comment")},
                                  {"description", QT_TRANSLATE_NOOP("MetadataText", "description")},
                                  {"genre", QT_TRANSLATE_NOOP("MetadataText", "genre")},
                                  {"track", QT_TRANSLATE_NOOP("MetadataText", "track number")},
                                  {"copyright", QT_TRANSLATE_NOOP("MetadataText", "copyright")},
                                  {"originator", QT_TRANSLATE_NOOP("MetadataText", "originator")},
                                  {"originator_reference", QT_TRANSLATE_NOOP("MetadataText", "reference")},
                                  {"origination_date", QT_TRANSLATE_NOOP("MetadataText", "recorded on")},
                                  {"origination_time", QT_TRANSLATE_NOOP("MetadataText", "recorded at")},
                                  {"coding_history", QT_TRANSLATE_NOOP("MetadataText", "coding history")},
                                  {"encoder", QT_TRANSLATE_NOOP("MetadataText", "encoder")},
                                  {"creation_time", QT_TRANSLATE_NOOP("MetadataText", "created")}};

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

/// The file's own name for a tag that has none here, with spaces.
QString labelOf(const SoundTag& tag)
{
    const auto* const known =
        std::ranges::find_if(tagLabels, [&tag](const TagLabel& candidate) { return tag.name == candidate.name; });
    return known != std::end(tagLabels) ? tr(known->label) : textOf(tag.name).replace(u'_', u' ');
}

QString timeOf(std::int64_t samples, double sampleRate)
{
    return clockText(static_cast<double>(samples) / sampleRate, 3, QLocale());
}

} // namespace

QString channelsText(int channelCount)
{
    return channelCount == 1 ? tr("mono") : channelCount == 2 ? tr("stereo") : tr("%1 channels").arg(channelCount);
}

std::vector<LabeledText> tagTexts(const SoundDescription& sound)
{
    std::vector<LabeledText> texts;
    for (const SoundTag& tag : sound.metadata.tags)
        texts.push_back({labelOf(tag), textOf(tag.text)});
    if (const std::optional<std::int64_t> samples = sound.metadata.samplesSinceMidnight)
        texts.push_back(
            {tr("begins at"),
             tr("%1 after midnight (sample %2)").arg(timeOf(*samples, sound.sampleRate), QString::number(*samples))});
    return texts;
}

QString languageText(const std::string& code)
{
    const QString text = textOf(code);
    if (text == QLatin1String("und"))
        return {};
    const QLocale::Language language = QLocale::codeToLanguage(text);
    return language == QLocale::AnyLanguage || language == QLocale::C ? text : QLocale::languageToString(language);
}

QString trackText(const SoundTrack& track)
{
    QStringList parts{textOf(track.encoding)};
    for (const QString& words : {textOf(track.title), languageText(track.language)})
        if (!words.isEmpty())
            parts << words;
    if (track.sampleRate > 0)
        parts << tr("%1 Hz").arg(QLocale().toString(track.sampleRate, 'g', 9));
    if (track.channelCount > 0)
        parts << channelsText(track.channelCount);
    if (!track.canBeDecoded)
        parts << tr("no decoder for it");
    return parts.join(QLatin1String(", "));
}

QString numberedTrackText(const SoundDescription& sound, int index)
{
    return tr("%1: %2").arg(QString::number(index + 1), trackText(sound.tracks[static_cast<std::size_t>(index)]));
}

QString markerText(const SoundMarker& marker, double sampleRate)
{
    QString text = timeOf(marker.span.begin, sampleRate);
    if (!marker.span.empty())
        text += QStringLiteral(" – ") + timeOf(marker.span.end, sampleRate);
    if (!marker.label.empty())
        text += u' ' + textOf(marker.label);
    if (!marker.note.empty())
        text += QStringLiteral(" (%1)").arg(textOf(marker.note));
    return text;
}

QString delayText(const EncoderDelay& delay)
{
    switch (delay.knowledge) {
    case EncoderDelay::Knowledge::None:
        break;
    case EncoderDelay::Knowledge::CutOff:
        return tr("the %1 samples that the encoder put before the sound are cut off").arg(delay.samples);
    case EncoderDelay::Knowledge::Unknown:
        return tr(
            "the file does not tell how much its encoder put before the sound, which may be up to some 50 ms late");
    }
    return {};
}

} // namespace gabor
