// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/soundoptions.h"

#include "app/commands/inputfiles.h"
#include "app/session/bytenames.h"
#include "app/session/soundtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <future>

namespace gabor {

namespace {

constexpr double longestSeconds = 1e9;
constexpr std::chrono::milliseconds lookAtDecodingEvery{50};

QString tr(const char* text)
{
    return QCoreApplication::translate("SoundOptions", text);
}

ChannelChoice channelOf(CommandOptions& options)
{
    const QString given = options.text("channel", QStringLiteral("mix"));
    if (given == QLatin1String("mix"))
        return {};
    bool isWhole = false;
    const int number = given.toInt(&isWhole);
    if (!isWhole || number < 1)
        options.refuse(tr("--channel must be “mix” or a number from 1 on, and “%1” is not.").arg(given));
    return {.index = number - 1};
}

} // namespace

void addPartOptions(CommandOptions& options)
{
    options.add("channel", QStringLiteral("N|mix"),
                tr("Which channel, counted from 1, or the mean of all of them, which is the default."));
    options.add("start", QStringLiteral("SECONDS"),
                tr("Where to begin, 0 by default; rounded to the nearest sample. Times of the result count from the "
                   "beginning of the file."));
    options.add("duration", QStringLiteral("SECONDS"),
                tr("How much to take, at most to the end of the file, which is the default."));
}

SoundRequest partRequest(CommandOptions& options)
{
    SoundRequest request;
    request.channel = channelOf(options);
    request.startSeconds = options.number("start", 0, 0, longestSeconds, tr("a number of seconds from 0 on"));
    if (options.isSet("duration")) {
        request.durationSeconds = options.number("duration", 0, 0, longestSeconds, tr("a number of seconds above 0"));
        if (*request.durationSeconds <= 0)
            options.refuse(tr("--duration must be more than 0 seconds."));
    }
    return request;
}

void addSoundOptions(CommandOptions& options)
{
    options.addArgument(QStringLiteral("FILE"), tr("Sound file of any kind that Gabor opens; “-” is standard input."),
                        QStringLiteral("FILE"));
    addReadingOptions(options);
    addPartOptions(options);
}

SoundRequest soundRequest(CommandOptions& options)
{
    const std::filesystem::path path = pathOf(options.argument("FILE"));
    SoundRequest request = partRequest(options);
    request.path = path;
    request.reading = soundReading(options);
    return request;
}

namespace {

/// A sound without a sample, whose arrays have no column.
class EmptySound final : public SampleSource
{
public:
    EmptySound(const std::filesystem::path& path, double sampleRate)
        : m_description{
            .path = path.native(), .container = {}, .encoding = {}, .sampleRate = sampleRate, .channelCount = 1}
    { }

    const SoundDescription& description() const override { return m_description; }
    std::int64_t availableSamples() const override { return 0; }
    std::int64_t expectedSamples() const override { return 0; }
    bool isComplete() const override { return true; }
    std::vector<SoundNotice> notices() const override { return {}; }
    ReadOutcome read(std::int64_t, ChannelChoice, std::span<float> out) const override
    {
        std::fill(out.begin(), out.end(), 0.0F);
        return {};
    }
    ReadOutcome read(std::int64_t, ChannelChoice, std::span<double> out) const override
    {
        std::fill(out.begin(), out.end(), 0.0);
        return {};
    }

private:
    SoundDescription m_description;
};

} // namespace

Result<std::shared_ptr<const SampleSource>, CommandFault>
openWholeSound(const std::filesystem::path& path, const SoundReading& reading, const std::stop_token& stop,
               ProgressLine& progress, EmptySounds emptySounds)
{
    const Result<std::filesystem::path, CommandFault> file = inputFileOf(path, stop, progress);
    if (!file)
        return file.fault();
    Result<OpenedSound, OpenFault> opened = openSound(file.value(), stop, {.decodesWhole = true, .reading = reading});
    const bool isEmpty = !opened && opened.fault().kind == OpenFault::Kind::NoAudio && opened.fault().sampleRate > 0;
    if (isEmpty && emptySounds == EmptySounds::Welcome)
        return std::shared_ptr<const SampleSource>(
            std::make_shared<const EmptySound>(file.value(), opened.fault().sampleRate));
    if (!opened)
        return CommandFault{openFaultText(opened.fault())};
    const OpenedSound sound = std::move(opened).value();
    if (sound.finishDecoding) {
        const std::future<void> decoding = std::async(std::launch::async, sound.finishDecoding, stop);
        while (decoding.wait_for(lookAtDecodingEvery) != std::future_status::ready)
            progress.show(tr("Decoding"), sound.source->availableSamples(), sound.source->expectedSamples());
    }
    return sound.source;
}

Result<SoundPart, CommandFault> openSoundPart(const SoundRequest& request, const std::stop_token& stop,
                                              ProgressLine& progress)
{
    const Result<std::shared_ptr<const SampleSource>, CommandFault> opened =
        openWholeSound(request.path, request.reading, stop, progress, EmptySounds::Welcome);
    return opened ? partOf(opened.value(), request) : opened.fault();
}

Result<SoundPart, CommandFault> partOf(const std::shared_ptr<const SampleSource>& source, const SoundRequest& request)
{
    const SoundDescription& sound = source->description();
    if (request.channel.index >= sound.channelCount)
        return CommandFault{sound.channelCount == 1
                                ? tr("--channel must be 1 or mix, as “%1” has one channel.").arg(soundName(sound))
                                : tr("--channel must be mix or a number from 1 to %1, as “%2” has no more channels.")
                                      .arg(QString::number(sound.channelCount), soundName(sound)),
                            exitUsage};
    const std::int64_t count = source->availableSamples();
    const double first = std::round(request.startSeconds * sound.sampleRate);
    if (first >= static_cast<double>(count) && count > 0)
        return CommandFault{
            tr("--start must be below %1 seconds, where “%2” ends.")
                .arg(QString::number(static_cast<double>(count) / sound.sampleRate, 'g', 9), soundName(sound)),
            exitUsage};
    if (count == 0) // as SciPy has it, nothing comes of nothing
        return SoundPart{.source = source, .channel = request.channel, .interval = {}};
    SampleInterval interval{.begin = static_cast<std::int64_t>(first), .end = count};
    if (request.durationSeconds) {
        const double samples = std::round(*request.durationSeconds * sound.sampleRate);
        if (samples < 1)
            return CommandFault{tr("--duration must be at least one sample, here %1 seconds.")
                                    .arg(QString::number(1 / sound.sampleRate, 'g', 6)),
                                exitUsage};
        if (samples < static_cast<double>(interval.size()))
            interval.end = interval.begin + static_cast<std::int64_t>(samples);
    }
    return SoundPart{.source = source, .channel = request.channel, .interval = interval};
}

void remarkNotices(const SampleSource& source, bool nonFiniteMet)
{
    for (const SoundNotice& notice : source.notices()) {
        // Its words, "taken as 0", tell of the screen.
        if (notice.kind != SoundNotice::Kind::NonFiniteSamples)
            remark(noticeText(notice, source.description()));
    }
    if (nonFiniteMet)
        remark(tr("Some samples are not numbers (NaN or infinite); the frames that need them are NaN throughout."));
}

QJsonObject toJson(const SoundPart& part)
{
    const SoundDescription& sound = part.source->description();
    QJsonObject json{{QStringLiteral("file"), soundName(sound)},
                     {QStringLiteral("fs"), sound.sampleRate},
                     {QStringLiteral("first_sample"), static_cast<qint64>(part.interval.begin)},
                     {QStringLiteral("samples"), static_cast<qint64>(part.interval.size())}};
    if (part.channel.index == ChannelChoice::mix)
        json[QLatin1String("channel")] = QStringLiteral("mix");
    else
        json[QLatin1String("channel")] = part.channel.index + 1;
    return json;
}

} // namespace gabor
