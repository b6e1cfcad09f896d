// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/soundtext.h"

#include "app/session/bytenames.h"
#include "app/session/metadatatext.h"
#include "widgets/plot/timetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <system_error>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("SoundText", text);
}

QString fileName(const std::string& path)
{
    return shownName(path);
}

QString whyNotOpened(const OpenFault& fault)
{
    switch (fault.kind) {
    case OpenFault::Kind::CannotOpen:
        return tr("could not be opened: %1.").arg(systemText(fault.errorNumber));
    case OpenFault::Kind::NotRegularFile:
        return tr("is not a file but a folder, a pipe or a device. Choose a sound file.");
    case OpenFault::Kind::Empty:
        return tr("is empty.");
    case OpenFault::Kind::NotSound:
        return tr(
            "is not audio, or of a kind that Gabor does not know. Choose a sound file such as WAV, FLAC, MP3 or Ogg.");
    case OpenFault::Kind::NoAudio:
        return fault.sampleRate > 0 ? tr("contains no audio.")
                                    : tr("contains no audio, or is too damaged for any to be found.");
    case OpenFault::Kind::UnknownEncoding:
        return fault.detail.empty() ? tr("holds sound in an encoding that there is no decoder for.")
                                    : tr("holds sound in an encoding that there is no decoder for (%1).")
                                          .arg(QString::fromStdString(fault.detail));
    case OpenFault::Kind::NoLibrary:
        return tr("was not opened: %1.").arg(missingLibraryText(fault.detail));
    case OpenFault::Kind::BadFormat:
        return tr("has a sample rate or a number of channels that make no sense. The file is damaged.");
    case OpenFault::Kind::CannotRead:
        return tr("could not be read: %1.").arg(systemText(fault.errorNumber));
    case OpenFault::Kind::CannotCache:
        return tr("needs a temporary file to be decoded into, which could not be made: %1.")
            .arg(systemText(fault.errorNumber));
    case OpenFault::Kind::NoSuchTrack:
        return fault.trackCount == 1 ? tr("has one sound track only.")
                                     : tr("has %1 sound tracks only.").arg(fault.trackCount);
    case OpenFault::Kind::BadRaw:
        return tr("cannot be read as raw samples: %1").arg(fault.raw ? rawFaultText(*fault.raw) : QString());
    case OpenFault::Kind::Stopped:
        break;
    }
    return tr("was not opened.");
}

QString secondsOf(std::int64_t samples, const SoundDescription& sound)
{
    return clockText(static_cast<double>(samples) / sound.sampleRate, 3, QLocale());
}

QString lengthOf(std::int64_t samples, const SoundDescription& sound)
{
    return tr("%1 s").arg(QLocale().toString(static_cast<double>(samples) / sound.sampleRate, 'f', 3));
}

} // namespace

QString capitalized(QString words)
{
    return words.isEmpty() ? words : words.replace(0, 1, words.at(0).toUpper());
}

QString systemText(int errorNumber)
{
    return QString::fromStdString(std::generic_category().message(errorNumber));
}

QString missingLibraryText(const std::string& why)
{
    return tr("a library that this needs is missing or damaged (%1)").arg(QString::fromLocal8Bit(why));
}

QString rawFaultText(const RawFault& fault)
{
    switch (fault.rule) {
    case RawFault::Rule::SampleRate:
        return tr("the sample rate must be a number of Hz from 0.001 to 1e12.");
    case RawFault::Rule::ChannelCount:
        return tr("the number of channels must be from 1 to 1024.");
    case RawFault::Rule::Offset:
        return tr("the offset must be from 0 to below the size of the file, %1 bytes.").arg(fault.fileBytes);
    case RawFault::Rule::TooShort:
        return tr("the file has fewer bytes behind the offset than one sample of each channel takes up, %1.")
            .arg(fault.blockBytes);
    }
    return {};
}

QString openFaultText(const OpenFault& fault)
{
    return tr("“%1” %2").arg(fileName(fault.path), whyNotOpened(fault));
}

QString hashFaultText(const HashFault& fault, const QString& name)
{
    switch (fault.kind) {
    case HashFault::Kind::CannotOpen:
    case HashFault::Kind::CannotRead:
        return tr("“%1” could not be read: %2.").arg(name, systemText(fault.errorNumber));
    case HashFault::Kind::NoLibrary:
        return tr("“%1” has no hash: %2.").arg(name, missingLibraryText(fault.detail));
    case HashFault::Kind::NotRegularFile:
    case HashFault::Kind::Changed:
        return tr("“%1” has changed since it was opened.").arg(name);
    case HashFault::Kind::Stopped:
        break;
    }
    return tr("“%1” was not read to its end.").arg(name);
}

QString noticeText(const SoundNotice& notice, const SoundDescription& sound)
{
    switch (notice.kind) {
    case SoundNotice::Kind::LengthDiffers:
        return tr("The file claims another length than it has; what is there is shown (%1).")
            .arg(secondsOf(notice.count, sound));
    case SoundNotice::Kind::CutOff:
        return tr("The file ends in the middle of its sound; what is whole is shown.");
    case SoundNotice::Kind::FormatChanges:
        return tr("Sample rate, channels or encoding change at %1; the sound is shown up to there.")
            .arg(secondsOf(notice.count, sound));
    case SoundNotice::Kind::DamagedData:
        return notice.count == 1 ? tr("A part of the file is damaged and was left out.")
                                 : tr("Parts of the file are damaged and were left out (%1 errors).")
                                       .arg(QLocale().toString(static_cast<qlonglong>(notice.count)));
    case SoundNotice::Kind::SilentDamage:
        return tr("Parts of the sound are damaged or missing (%1). They are silent here, and all else is in its place.")
            .arg(lengthOf(notice.count, sound));
    case SoundNotice::Kind::EstimatedDamage:
        return tr("Parts of the sound are damaged or missing (about %1). They are silent here; as the file does not "
                  "say "
                  "how long they were, what follows may be a little off its place.")
            .arg(lengthOf(notice.count, sound));
    case SoundNotice::Kind::ReadError:
        return tr("The file could not be read beyond %1: %2.")
            .arg(secondsOf(notice.count, sound), systemText(notice.errorNumber));
    case SoundNotice::Kind::NonFiniteSamples:
        return notice.count == 1 ? tr("One sample is not a number (NaN or infinite) and is taken as 0.")
                                 : tr("%1 samples are not numbers (NaN or infinite) and are taken as 0.")
                                       .arg(QLocale().toString(static_cast<qlonglong>(notice.count)));
    case SoundNotice::Kind::CacheFull:
        return tr("There is no room for the decoded sound beyond %1: %2.")
            .arg(secondsOf(notice.count, sound), systemText(notice.errorNumber));
    }
    return {};
}

QString soundName(const SoundDescription& sound)
{
    if (sound.path.empty())
        return tr("Demo signal");
    // A line break or a tab in a name would break the lines that it is shown in.
    QString name = fileName(sound.path);
    std::replace_if(
        name.begin(), name.end(), [](QChar c) { return !c.isPrint(); }, QChar(u'␣'));
    return name;
}

QString sampleRateText(double sampleRate)
{
    return sampleRate >= 1000 ? tr("%1 kHz").arg(QLocale().toString(sampleRate / 1000, 'g', 6))
                              : tr("%1 Hz").arg(QLocale().toString(sampleRate, 'g', 6));
}

QString soundSummary(const SampleSource& source)
{
    const SoundDescription& sound = source.description();
    const QString format = sound.encoding.empty() || sound.encoding == sound.container
        ? QString::fromStdString(sound.container)
        : QString::fromStdString(sound.container + ", " + sound.encoding);
    const QString length = clockText(static_cast<double>(source.expectedSamples()) / sound.sampleRate, 3, QLocale());
    QString name = soundName(sound);
    constexpr int longestName = 48;
    if (name.size() > longestName)
        name = name.left(longestName / 2) + u'…' + name.right(longestName / 2 - 1);
    QStringList parts{name, format, sampleRateText(sound.sampleRate), channelsText(sound.channelCount), length};
    if (sound.tracks.size() > 1)
        parts.insert(1, tr("track %1 of %2").arg(sound.reading.track.value_or(0) + 1).arg(sound.tracks.size()));
    return parts.join(QStringLiteral(" · "));
}

} // namespace gabor
