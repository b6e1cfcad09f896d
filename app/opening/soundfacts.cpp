// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/soundfacts.h"

#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "widgets/plot/timetext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

namespace gabor {

namespace {

constexpr int clockDecimals = 3;

QString tr(const char* text)
{
    return QCoreApplication::translate("SoundFacts", text);
}

QString number(std::int64_t value)
{
    return QLocale().toString(static_cast<qlonglong>(value));
}

QString formatText(const SoundDescription& sound)
{
    const QString container = QString::fromStdString(sound.container);
    if (sound.encoding.empty() || sound.encoding == sound.container)
        return container;
    return tr("%1, %2").arg(container, QString::fromStdString(sound.encoding));
}

QString lengthText(const SampleSource& source)
{
    const std::int64_t samples = source.expectedSamples();
    const double seconds = static_cast<double>(samples) / source.description().sampleRate;
    const QString text =
        tr("%1, %2 samples of each channel").arg(clockText(seconds, clockDecimals, QLocale()), number(samples));
    return source.isComplete() ? text : tr("%1, as far as is known").arg(text);
}

QString startText(const SoundDescription& sound)
{
    const QString delay = delayText(sound.delay);
    if (sound.delay.knowledge == EncoderDelay::Knowledge::Unknown)
        return delay;
    return delay.isEmpty() ? tr("exact to the sample") : tr("exact to the sample; %1").arg(delay);
}

QString rawText(const RawSound& raw)
{
    return tr("raw samples as described by hand, from byte %1 on").arg(number(raw.offset));
}

void addFileFacts(const SoundDescription& sound, std::vector<LabeledText>& facts)
{
    facts.push_back({tr("Name"), soundName(sound)});
    if (sound.path.empty())
        return;
    const QFileInfo file(shownPath(sound.path));
    facts.push_back({tr("Folder"), QDir::toNativeSeparators(file.absolutePath())});
    facts.push_back(
        {tr("Size"), tr("%1 (%2 bytes)").arg(QLocale().formattedDataSize(sound.file.size), number(sound.file.size))});
}

} // namespace

std::vector<LabeledText> soundFacts(const SampleSource& source)
{
    const SoundDescription& sound = source.description();
    std::vector<LabeledText> facts;
    addFileFacts(sound, facts);
    facts.push_back({tr("Format"), formatText(sound)});
    if (sound.reading.raw)
        facts.push_back({tr("Read as"), rawText(*sound.reading.raw)});
    const int track = sound.reading.track.value_or(0);
    if (static_cast<std::size_t>(track) < sound.tracks.size() && sound.tracks.size() > 1)
        facts.push_back(
            {tr("Sound track"),
             tr("%1 (of %2)")
                 .arg(numberedTrackText(sound, track), number(static_cast<std::int64_t>(sound.tracks.size())))});
    facts.push_back({tr("Sample rate"), tr("%1 Hz").arg(QLocale().toString(sound.sampleRate, 'g', 12))});
    facts.push_back({tr("Channels"), channelsText(sound.channelCount)});
    facts.push_back({tr("Length"), lengthText(source)});
    if (!sound.path.empty())
        facts.push_back({tr("Start"), startText(sound)});
    for (const SoundNotice& notice : source.notices())
        facts.push_back({tr("Note"), noticeText(notice, sound)});
    return facts;
}

std::vector<LabeledText> tagFacts(const SoundDescription& sound)
{
    std::vector<LabeledText> facts = tagTexts(sound);
    for (LabeledText& fact : facts)
        fact.label = capitalized(fact.label);
    return facts;
}

MarkerTimes markerTimes(const SoundMarker& marker, double sampleRate)
{
    const auto clock = [sampleRate](std::int64_t sample) {
        return clockText(static_cast<double>(sample) / sampleRate, clockDecimals, QLocale());
    };
    return {clock(marker.span.begin), marker.span.empty() ? QString() : clock(marker.span.end)};
}

QString markerKindText(SoundMarker::Kind kind)
{
    switch (kind) {
    case SoundMarker::Kind::Cue:
        return tr("Cue point");
    case SoundMarker::Kind::Region:
        return tr("Region");
    case SoundMarker::Kind::Chapter:
        return tr("Chapter");
    }
    return {};
}

QString soundFactsText(const SampleSource& source)
{
    const SoundDescription& sound = source.description();
    QString text;
    for (const std::vector<LabeledText>& facts : {soundFacts(source), tagFacts(sound)}) {
        for (const LabeledText& fact : facts)
            text += tr("%1: %2").arg(fact.label, fact.text) + u'\n';
    }
    for (const SoundMarker& marker : sound.metadata.markers) {
        const MarkerTimes times = markerTimes(marker, sound.sampleRate);
        const QStringList cells{markerKindText(marker.kind), times.begin, times.end,
                                QString::fromStdString(marker.label), QString::fromStdString(marker.note)};
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

} // namespace gabor
