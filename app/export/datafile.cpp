// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/datafile.h"

#include "app/commands/arrayoutput.h"
#include "app/commands/soundoptions.h"
#include "app/commands/spectrumoptions.h"
#include "app/session/bytenames.h"
#include "app/session/soundtext.h"
#include "app/session/writefaulttext.h"
#include "core/exact/exactspectrogram.h"
#include "core/exact/levelframes.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <array>
#include <new>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("DataFile", text);
}

QString notWritten(const std::filesystem::path& target, const QString& why)
{
    return tr("“%1” was not written: %2.").arg(shownName(target), why);
}

/// In the order of DataQuantity; what readers of a file compare with.
constexpr std::array quantityNames{"level_dbfs", "power_spectrum", "power_density", "magnitude",
                                   "complex",    "angle",          "phase"};

std::string parametersJson(const DataRequest& request)
{
    QJsonObject json =
        toJson(SoundPart{.source = request.source, .channel = request.channel, .interval = request.interval});
    const QJsonObject spectrum = toJson(request.parameters);
    for (auto member = spectrum.begin(); member != spectrum.end(); ++member)
        json[member.key()] = member.value();
    json[QLatin1String("quantity")] = QLatin1String(quantityNames[static_cast<std::size_t>(request.quantity)]);
    json[QLatin1String("gabor")] = QCoreApplication::applicationVersion();
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

ArrayDescription descriptionOf(const DataRequest& request, const ExactSpectrogram& spectrogram)
{
    const std::vector<double> all = spectrogram.frequenciesHz();
    return {.rows = {all.begin() + request.rows.begin, all.begin() + request.rows.end},
            .times = spectrogram.times(),
            .isComplex = spectrogram.isComplex(),
            .precision = request.precision,
            .parametersJson = parametersJson(request)};
}

QString whyNotComputed(const ComputeOutcome& outcome)
{
    if (outcome.end == ComputeOutcome::End::CannotRead)
        return tr("the sound could not be read to its end (%1)").arg(systemText(outcome.errorNumber));
    return tr("there is not enough memory for frames of this size");
}

QString writtenSentence(const DataRequest& request, const std::filesystem::path& target, bool nonFiniteMet)
{
    const DataShape shape = shapeOf(request);
    const QString sentence = tr("%1 × %2 numbers were written to “%3”.")
                                 .arg(QString::number(shape.rows), QString::number(shape.columns), shownPath(target));
    if (!nonFiniteMet)
        return sentence;
    return sentence + u' '
        + tr("Some samples are not numbers (NaN or infinite); the frames that need them are NaN throughout.");
}

DataOutcome write(const DataRequest& request, const std::filesystem::path& target, const std::stop_token& stop,
                  const FrameProgress& progress)
{
    const ExactSpectrogram spectrogram(request.source, request.channel, request.interval, request.parameters);
    std::optional<LevelFrames> levels;
    if (request.quantity == DataQuantity::Level)
        levels.emplace(spectrogram);
    const FrameSource& allRows = levels ? static_cast<const FrameSource&>(*levels) : spectrogram;
    const BandFrames frames(allRows, request.rows, spectrogram.isComplex() ? 2 : 1);

    auto opened = openArrayWriter(target, *arrayFormatOf(target), descriptionOf(request, spectrogram));
    if (!opened)
        return {DataOutcome::End::Failed, writeFaultText(opened.fault(), shownName(target))};
    const std::unique_ptr<ArrayWriter> writer = std::move(opened).value();
    std::optional<WriteFault> fault;
    const FrameSink sink = [&](std::int64_t, std::span<const double> values) {
        fault = writer->writeFrames(values);
        return !fault;
    };
    const ComputeOutcome outcome = computeAllFrames(frames, sink, stop, progress);
    if (outcome.end == ComputeOutcome::End::Stopped || stop.stop_requested())
        return {DataOutcome::End::Stopped, {}};
    if (!fault && outcome.end != ComputeOutcome::End::Done)
        return {DataOutcome::End::Failed, notWritten(target, whyNotComputed(outcome))};
    if (!fault)
        fault = writer->finish();
    if (fault)
        return {DataOutcome::End::Failed, writeFaultText(*fault, shownName(target))};
    return {DataOutcome::End::Written, writtenSentence(request, target, outcome.nonFinite > 0)};
}

} // namespace

QString dataTargetFault(const std::filesystem::path& target, const std::filesystem::path& input)
{
    if (!arrayFormatOf(target))
        return notWritten(target, tr("names of arrays end in .npy, .npz or .csv"));
    if (!input.empty() && isSameFile(target, input))
        return notWritten(target, tr("it is the sound that is open"));
    return {};
}

DataOutcome writeDataFile(const DataRequest& request, const std::filesystem::path& target, const std::stop_token& stop,
                          const FrameProgress& progress)
{
    try {
        return write(request, target, stop, progress);
    } catch (const std::bad_alloc&) {
        return {DataOutcome::End::Failed, notWritten(target, tr("there is not enough memory"))};
    }
}

} // namespace gabor
