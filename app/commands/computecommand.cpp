// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/arrayoutput.h"
#include "app/commands/datacommands.h"
#include "app/commands/interruption.h"
#include "app/commands/soundoptions.h"
#include "app/commands/spectrumoptions.h"
#include "core/exact/decibelframes.h"
#include "core/exact/exactspectrogram.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ComputeCommand", text);
}

struct ComputeRequest
{
    SoundRequest sound;
    SpectrumRequest spectrum;
    ArrayTargets targets;
    bool inDecibels = false;
};

void addOptions(CommandOptions& options)
{
    addSoundOptions(options);
    addArrayOptions(options, "freqs");
    addSpectrumOptions(options, SpectrumDefaults::Spectrogram);
    options.add("db", {}, tr("Levels instead of values: 10 log10 of a psd, 20 log10 of a magnitude; 0 becomes -inf."));
}

ComputeRequest requestOf(CommandOptions& options)
{
    ComputeRequest request;
    request.sound = soundRequest(options);
    request.spectrum = spectrumRequest(options, SpectrumDefaults::Spectrogram);
    request.targets = arrayTargets(options, "freqs", request.sound.path);
    request.inDecibels = options.isSet("db");
    const SpectrumMode mode = request.spectrum.parameters.mode;
    if (request.inDecibels && mode != SpectrumMode::Psd && mode != SpectrumMode::Magnitude)
        options.refuse(tr("--db needs --mode psd or magnitude, as other modes have no level."));
    return request;
}

std::string parametersJson(const SoundPart& part, const ExactParameters& parameters, bool inDecibels)
{
    QJsonObject json = toJson(part);
    const QJsonObject spectrum = toJson(parameters);
    for (auto member = spectrum.begin(); member != spectrum.end(); ++member)
        json[member.key()] = member.value();
    json[QLatin1String("db")] = inDecibels;
    json[QLatin1String("gabor")] = QCoreApplication::applicationVersion();
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

int compute(const ComputeRequest& request)
{
    Interruption interruption;
    ProgressLine progress;
    const Result<SoundPart, CommandFault> opened = openSoundPart(request.sound, interruption.token(), progress);
    if (interruption.happened())
        return interruption.endProgram();
    progress.clear();
    if (!opened)
        return complain(opened.fault());
    const SoundPart& part = opened.value();

    const ExactParameters parameters = completed(request.spectrum, part.interval.size());
    if (const std::optional<ExactFault> fault = faultIn(parameters, part.interval.size()))
        return complain(spectrumFault(*fault, parameters));
    const ExactSpectrogram spectrogram(part.source, part.channel, part.interval, parameters);
    const DecibelFrames levels(
        spectrogram, parameters.mode == SpectrumMode::Psd ? DecibelFrames::ofPower : DecibelFrames::ofAmplitude);
    const FrameSource& frames = request.inDecibels ? static_cast<const FrameSource&>(levels) : spectrogram;
    const ArrayDescription description{.rows = spectrogram.frequenciesHz(),
                                       .times = spectrogram.times(),
                                       .isComplex = spectrogram.isComplex(),
                                       .parametersJson =
                                           parametersJson(part, spectrogram.parameters(), request.inDecibels)};
    return writeAndReport(frames, description, request.targets, *part.source, interruption, progress);
}

} // namespace

int runCompute(const QStringList& arguments)
{
    CommandOptions options(
        QStringLiteral("compute"),
        tr("Computes the spectrogram of a sound in double precision, the array that scipy.signal.spectrogram (or\n"
           "matplotlib.mlab.specgram) gives, of shape (frequency, time), and writes it to a file of any size."),
        QStringLiteral("gabor compute whale.flac --output whale.npy --window hann --nperseg 2048 --noverlap 1536"));
    addOptions(options);
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;
    const ComputeRequest request = requestOf(options);
    if (options.fault())
        return complain(*options.fault());
    return compute(request);
}

} // namespace gabor
