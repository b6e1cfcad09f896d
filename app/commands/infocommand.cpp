// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/datacommands.h"
#include "app/commands/descriptiontext.h"
#include "app/commands/soundoptions.h"
#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "core/audio/soundsurvey.h"
#include "core/exact/strongestfrequency.h"
#include "widgets/plot/timetext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <limits>
#include <system_error>

namespace gabor {

namespace {

/// A sound begins where it first reaches this part of its peak (-20 dB).
constexpr double onsetShare = 0.1;

QString tr(const char* text)
{
    return QCoreApplication::translate("InfoCommand", text);
}

/// What is asked for of every file.
struct InfoRequest
{
    bool asJson = false;
    bool decode = false;
    SoundReading reading;
};

/// What --decode looks for beyond the survey.
struct Findings
{
    std::vector<std::optional<double>> peakHz; ///< of each channel
    std::optional<double> onsetSeconds;        ///< nothing for silence
};

struct FileInfo
{
    std::shared_ptr<const SampleSource> source;
    SoundSurvey survey;
    std::optional<Findings> findings;

    const SoundDescription& sound() const { return source->description(); }
    double seconds() const { return static_cast<double>(source->availableSamples()) / sound().sampleRate; }
};

Findings findingsOf(const std::shared_ptr<const SampleSource>& source, double peak, ProgressLine& progress)
{
    Findings findings;
    if (peak <= 0) { // hours of silence need not be transformed to find nothing
        findings.peakHz.resize(static_cast<std::size_t>(source->description().channelCount));
        return findings;
    }
    for (int channel = 0; channel < source->description().channelCount; ++channel) {
        findings.peakHz.push_back(
            strongestFrequencyHz(source, {.index = channel}, [&progress](std::int64_t done, std::int64_t total) {
                progress.show(tr("Looking for the strongest frequency"), done, total);
            }));
    }
    const double level =
        std::max(onsetShare * peak, std::numeric_limits<double>::denorm_min()); // of a share of nearly 0
    const std::int64_t onset = firstSampleReaching(level, *source);
    findings.onsetSeconds = static_cast<double>(onset) / source->description().sampleRate;
    return findings;
}

Result<FileInfo, CommandFault> infoOf(const std::filesystem::path& path, const InfoRequest& request,
                                      ProgressLine& progress)
{
    const auto source = openWholeSound(path, request.reading, {}, progress);
    if (!source)
        return source.fault();
    FileInfo info{.source = source.value(), .survey = {}, .findings = {}};
    info.survey = surveyOf(*info.source, [&progress](std::int64_t done, std::int64_t total) {
        progress.show(tr("Reading"), done, total);
    });
    if (info.survey.errorNumber != 0)
        return CommandFault{tr("“%1” could not be read: %2.")
                                .arg(shownName(path),
                                     QString::fromStdString(std::generic_category().message(info.survey.errorNumber)))};
    if (info.source->availableSamples() == 0)
        return CommandFault{tr("“%1” holds no sample that could be read.").arg(shownName(path))};
    if (request.decode)
        info.findings = findingsOf(info.source, info.survey.peak, progress);
    return info;
}

QStringList noticesOf(const SampleSource& source)
{
    QStringList texts;
    for (const SoundNotice& notice : source.notices())
        texts << noticeText(notice, source.description());
    return texts;
}

QJsonValue orNull(const std::optional<double>& number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonObject toJson(const FileInfo& info)
{
    const auto text = [](const std::string& bytes) { return QString::fromStdString(bytes); };
    QJsonObject json{{QStringLiteral("ok"), true},
                     {QStringLiteral("format"), text(info.sound().container)},
                     {QStringLiteral("encoding"), text(info.sound().encoding)},
                     {QStringLiteral("rate"), info.sound().sampleRate},
                     {QStringLiteral("channels"), info.sound().channelCount},
                     {QStringLiteral("frames"), static_cast<qint64>(info.source->availableSamples())},
                     {QStringLiteral("duration_s"), info.seconds()},
                     {QStringLiteral("peak"), info.survey.peak},
                     {QStringLiteral("rms"), info.survey.rms},
                     {QStringLiteral("zero_samples"), static_cast<qint64>(info.survey.zeros)},
                     {QStringLiteral("non_finite_samples"), static_cast<qint64>(info.survey.nonFinite)},
                     {QStringLiteral("silent"), info.survey.isSilent()}};
    const QJsonObject description = descriptionJson(info.sound());
    for (auto member = description.begin(); member != description.end(); ++member)
        json[member.key()] = member.value();
    if (const QStringList notices = noticesOf(*info.source); !notices.isEmpty())
        json[QLatin1String("warning")] = notices.join(u' ');
    if (info.findings) {
        QJsonArray peaks;
        for (const std::optional<double>& peak : info.findings->peakHz)
            peaks << orNull(peak);
        json[QLatin1String("peak_hz")] = peaks;
        if (info.findings->onsetSeconds)
            json[QLatin1String("onset_s")] = *info.findings->onsetSeconds;
    }
    return json;
}

/// "0.5 (-6.02 dBFS)"
QString levelText(double amplitude)
{
    const QString number = QString::number(amplitude, 'g', 6);
    return amplitude > 0
        ? tr("%1 (%2 dB re full scale)").arg(number, QString::number(20 * std::log10(amplitude), 'f', 2))
        : number;
}

QString silenceText(const SoundSurvey& survey)
{
    if (survey.isSilent())
        return tr("all samples are exactly 0");
    if (survey.zeros == 0)
        return tr("no sample is exactly 0");
    const double percent = 100 * static_cast<double>(survey.zeros) / static_cast<double>(survey.values);
    return tr("%1 % of the samples are exactly 0").arg(QString::number(percent, 'g', 3));
}

QString toText(const QString& name, const FileInfo& info)
{
    QString text = name + u'\n';
    const auto line = [&text](const QString& label, const QString& value) {
        // Not through place markers: a file may call a tag “%2”.
        text += QLatin1String("  ") + label.leftJustified(12) + u' ' + value + u'\n';
    };
    line(tr("format"), QString::fromStdString(info.sound().container));
    line(tr("encoding"), QString::fromStdString(info.sound().encoding));
    line(tr("rate"), tr("%1 Hz").arg(QString::number(info.sound().sampleRate, 'g', 9)));
    line(tr("channels"), QString::number(info.sound().channelCount));
    line(tr("frames"), tr("%1 samples a channel").arg(info.source->availableSamples()));
    line(tr("duration"),
         tr("%1 s (%2)").arg(QString::number(info.seconds(), 'f', 6), clockText(info.seconds(), 3, QLocale())));
    line(tr("peak"), levelText(info.survey.peak));
    line(tr("RMS"), levelText(info.survey.rms));
    line(tr("true silence"), silenceText(info.survey));
    if (info.findings) {
        QStringList peaks;
        for (const std::optional<double>& peak : info.findings->peakHz)
            peaks << (peak ? tr("%1 Hz").arg(QString::number(*peak, 'g', 7)) : tr("none"));
        line(tr("strongest"), peaks.join(QLatin1String(", ")));
        if (info.findings->onsetSeconds)
            line(tr("onset"), tr("%1 s").arg(QString::number(*info.findings->onsetSeconds, 'f', 6)));
    }
    for (const LabeledText& entry : descriptionTexts(info.sound()))
        line(entry.label, entry.text);
    for (const QString& notice : noticesOf(*info.source))
        line(tr("notice"), notice);
    return text;
}

void print(const QJsonObject& json)
{
    std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
}

struct Reported
{
    bool wasRead = false;
    int writeError = 0; ///< errno, where stdout takes no more
};

/// Reports one file.
Reported report(const QString& file, const InfoRequest& request)
{
    ProgressLine progress;
    const Result<FileInfo, CommandFault> info = infoOf(pathOf(file), request, progress);
    progress.clear();
    QJsonObject json = info
        ? toJson(info.value())
        : QJsonObject{{QStringLiteral("ok"), false}, {QStringLiteral("error"), info.fault().sentence}};
    json[QLatin1String("file")] = file;
    if (request.asJson)
        print(json);
    else if (info)
        std::printf("%s", qUtf8Printable(toText(file, info.value())));
    const int writeError = std::fflush(stdout) == 0 ? 0 : errno; // now, in order with what stderr says
    if (!info)
        complain(info.fault());
    return {.wasRead = static_cast<bool>(info), .writeError = writeError};
}

} // namespace

int runInfo(const QStringList& arguments)
{
    CommandOptions options(
        QStringLiteral("info"),
        tr("Says what sound files are and hold. Every file is read to its end. A file that cannot be\n"
           "read is reported on stderr and does not stop the others."),
        QStringLiteral("gabor info --json *.flac"));
    options.addArgument(QStringLiteral("FILE"), tr("Sound files; “-” is standard input."), QStringLiteral("FILE..."));
    options.add("json", {}, tr("One JSON object a file, each on a line."));
    options.add("decode", {},
                tr("Also find the strongest frequency of each channel (of the mean spectrum over windows of 8192 "
                   "samples), and the onset, where the sound first reaches a tenth of its peak."));
    addReadingOptions(options);
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;
    const InfoRequest request{
        .asJson = options.isSet("json"), .decode = options.isSet("decode"), .reading = soundReading(options)};
    if (options.arguments().isEmpty())
        options.refuse(tr("'gabor info' needs a FILE; 'gabor info --help' says more."));
    if (options.fault())
        return complain(*options.fault());

    bool allRead = true;
    for (const QString& file : options.arguments()) {
        const Reported reported = report(file, request);
        if (reported.writeError != 0)
            return complain(
                {.sentence = tr("What was found could not be written: %1.").arg(systemText(reported.writeError))});
        allRead &= reported.wasRead;
    }
    return allRead ? exitDone : exitFailed;
}

} // namespace gabor
