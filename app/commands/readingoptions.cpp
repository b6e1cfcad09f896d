// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/readingoptions.h"

#include "app/session/soundtext.h"

#include <QCoreApplication>

#include <limits>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ReadingOptions", text);
}

QStringList encodingNames()
{
    QStringList names;
    for (const RawEncoding& encoding : rawEncodings())
        names << QString::fromUtf8(encoding.name.data(), static_cast<qsizetype>(encoding.name.size()));
    return names;
}

Result<int, QString> trackOf(const QString& text)
{
    bool isWhole = false;
    const int number = text.toInt(&isWhole);
    if (!isWhole || number < 1)
        return tr("--track must be a whole number from 1 on, and “%1” is not.").arg(text);
    return number - 1;
}

Result<RawSound, QString> rawSoundOf(const QString& text)
{
    const QStringList parts = text.split(u',');
    if (parts.size() < 3 || parts.size() > 4)
        return tr("--raw must be %1, such as s16le,44100,2, and “%2” is not.").arg(readingHelp().rawValue, text);
    const std::optional<RawEncoding> encoding = rawEncodingNamed(parts[0].toStdString());
    if (!encoding)
        return tr("--raw: the encoding must be one of %1, and “%2” is not.")
            .arg(encodingNames().join(QLatin1String(", ")), parts[0]);
    RawSound raw{.format = encoding->format, .byteOrder = encoding->byteOrder};
    bool isNumber = false;
    raw.sampleRate = parts[1].toDouble(&isNumber);
    if (!isNumber)
        return tr("--raw: the sample rate must be a number of Hz, and “%1” is not.").arg(parts[1]);
    raw.channelCount = parts[2].toLongLong(&isNumber);
    if (!isNumber)
        return tr("--raw: the number of channels must be a whole number, and “%1” is not.").arg(parts[2]);
    raw.offset = parts.value(3, QStringLiteral("0")).toLongLong(&isNumber);
    if (!isNumber || raw.offset < 0)
        return tr("--raw: the offset must be a whole number of bytes from 0 on, and “%1” is not.").arg(parts.value(3));
    // What depends on the size of the file is seen when that is opened.
    const std::optional<RawFault> fault = faultIn(raw, std::numeric_limits<std::int64_t>::max());
    if (fault && fault->rule != RawFault::Rule::Offset && fault->rule != RawFault::Rule::TooShort)
        return tr("--raw: %1").arg(rawFaultText(*fault));
    return raw;
}

} // namespace

ReadingHelp readingHelp()
{
    return {.trackValue = QStringLiteral("N"),
            .track = tr("Which sound track of a file that has several, counted from 1, as 'gabor info' lists them; "
                        "the one that the file marks by default."),
            .rawValue = QStringLiteral("ENCODING,RATE,CHANNELS[,OFFSET]"),
            .raw = tr("Take the file for samples without a header, from byte OFFSET (0 by default) to its end, all "
                      "channels in turn: 's16le,44100,2'. ENCODING is one of %1.")
                       .arg(encodingNames().join(QLatin1String(", ")))};
}

Result<SoundReading, QString> soundReadingOf(const std::optional<QString>& track, const std::optional<QString>& raw)
{
    SoundReading reading;
    if (track) {
        const Result<int, QString> number = trackOf(*track);
        if (!number)
            return number.fault();
        reading.track = number.value();
    }
    if (raw) {
        const Result<RawSound, QString> samples = rawSoundOf(*raw);
        if (!samples)
            return samples.fault();
        reading.raw = samples.value();
    }
    if (reading.track && reading.raw)
        return tr("--track and --raw do not go together: samples without a header have no tracks.");
    return reading;
}

void addReadingOptions(CommandOptions& options)
{
    const ReadingHelp help = readingHelp();
    options.add("track", help.trackValue, help.track);
    options.add("raw", help.rawValue, help.raw);
}

SoundReading soundReading(CommandOptions& options)
{
    const auto given = [&options](const char* name) {
        return options.isSet(name) ? std::optional(options.text(name)) : std::nullopt;
    };
    const Result<SoundReading, QString> reading = soundReadingOf(given("track"), given("raw"));
    if (reading)
        return reading.value();
    options.refuse(reading.fault());
    return {};
}

} // namespace gabor
