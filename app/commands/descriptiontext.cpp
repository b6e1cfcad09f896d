// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/descriptiontext.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DescriptionText", text);
}

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

void put(QJsonObject& json, const char* name, const std::string& text)
{
    if (!text.empty())
        json[QLatin1String(name)] = textOf(text);
}

QJsonArray tracksJson(const std::vector<SoundTrack>& tracks)
{
    QJsonArray array;
    for (const SoundTrack& track : tracks) {
        QJsonObject json{{QStringLiteral("encoding"), textOf(track.encoding)},
                         {QStringLiteral("rate"), track.sampleRate},
                         {QStringLiteral("channels"), track.channelCount}};
        put(json, "language", track.language);
        put(json, "title", track.title);
        if (!track.canBeDecoded)
            json[QLatin1String("no_decoder")] = true;
        array << json;
    }
    return array;
}

QString nameOf(SoundMarker::Kind kind)
{
    switch (kind) {
    case SoundMarker::Kind::Cue:
        break;
    case SoundMarker::Kind::Region:
        return QStringLiteral("region");
    case SoundMarker::Kind::Chapter:
        return QStringLiteral("chapter");
    }
    return QStringLiteral("cue");
}

QString labelOf(SoundMarker::Kind kind)
{
    switch (kind) {
    case SoundMarker::Kind::Cue:
        break;
    case SoundMarker::Kind::Region:
        return tr("region");
    case SoundMarker::Kind::Chapter:
        return tr("chapter");
    }
    return tr("cue");
}

QJsonArray markersJson(const std::vector<SoundMarker>& markers)
{
    QJsonArray array;
    for (const SoundMarker& marker : markers) {
        QJsonObject json{{QStringLiteral("kind"), nameOf(marker.kind)},
                         {QStringLiteral("begin"), static_cast<qint64>(marker.span.begin)}};
        if (!marker.span.empty())
            json[QLatin1String("end")] = static_cast<qint64>(marker.span.end);
        put(json, "label", marker.label);
        put(json, "note", marker.note);
        array << json;
    }
    return array;
}

QString nameOf(EncoderDelay::Knowledge knowledge)
{
    switch (knowledge) {
    case EncoderDelay::Knowledge::None:
        break;
    case EncoderDelay::Knowledge::CutOff:
        return QStringLiteral("cut off");
    case EncoderDelay::Knowledge::Unknown:
        return QStringLiteral("unknown");
    }
    return QStringLiteral("none");
}

} // namespace

std::vector<LabeledText> descriptionTexts(const SoundDescription& sound)
{
    std::vector<LabeledText> texts;
    if (sound.tracks.size() > 1) {
        for (std::size_t i = 0; i < sound.tracks.size(); ++i) {
            const bool isThis = sound.reading.track == static_cast<int>(i);
            const QString text = trackText(sound.tracks[i]);
            texts.push_back({tr("track %1").arg(i + 1), isThis ? tr("%1 (this one)").arg(text) : text});
        }
    } else if (sound.tracks.size() == 1 && !sound.tracks.front().language.empty()) {
        texts.push_back({tr("language"), textOf(sound.tracks.front().language)});
    }
    if (const QString delay = delayText(sound.delay); !delay.isEmpty())
        texts.push_back({tr("delay"), delay});
    for (LabeledText& tag : tagTexts(sound))
        texts.push_back(std::move(tag));
    for (const SoundMarker& marker : sound.metadata.markers)
        texts.push_back({labelOf(marker.kind), markerText(marker, sound.sampleRate)});
    return texts;
}

QJsonObject descriptionJson(const SoundDescription& sound)
{
    const SoundMetadata& metadata = sound.metadata;
    QJsonObject json{{QStringLiteral("encoder_delay"), nameOf(sound.delay.knowledge)}};
    if (sound.delay.samples > 0)
        json[QLatin1String("encoder_delay_samples")] = static_cast<qint64>(sound.delay.samples);
    if (!sound.tracks.empty())
        json[QLatin1String("tracks")] = tracksJson(sound.tracks);
    if (sound.reading.track)
        json[QLatin1String("track")] = *sound.reading.track + 1;
    QJsonArray tags;
    for (const SoundTag& tag : metadata.tags)
        tags << QJsonObject{{QStringLiteral("name"), textOf(tag.name)}, {QStringLiteral("text"), textOf(tag.text)}};
    if (!tags.isEmpty())
        json[QLatin1String("tags")] = tags;
    if (!metadata.markers.empty())
        json[QLatin1String("markers")] = markersJson(metadata.markers);
    if (metadata.samplesSinceMidnight)
        json[QLatin1String("samples_since_midnight")] = static_cast<qint64>(*metadata.samplesSinceMidnight);
    return json;
}

} // namespace gabor
