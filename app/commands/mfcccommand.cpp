// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/arrayoutput.h"
#include "app/commands/datacommands.h"
#include "app/commands/interruption.h"
#include "app/commands/meloptions.h"
#include "app/commands/soundoptions.h"
#include "app/commands/spectrumoptions.h"
#include "core/exact/melspectrogram.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <numeric>

namespace gabor {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("MfccCommand", text);
}

struct MfccRequest
{
    SoundRequest sound;
    SpectrumRequest spectrum;
    MelRequest mel;
    ArrayTargets targets;
    int coefficients = 20;
};

MfccRequest requestOf(CommandOptions& options)
{
    MfccRequest request;
    request.sound = soundRequest(options);
    request.spectrum = spectrumRequest(options, SpectrumDefaults::Mel);
    request.mel = melRequest(options);
    request.targets = arrayTargets(options, nullptr, request.sound.path);
    const int bands = request.mel.parameters.bands;
    request.coefficients = options.whole("coefficients", std::min(request.coefficients, bands), 1, bands);
    return request;
}

std::string parametersJson(const SoundPart& part, const ExactParameters& stft, const MelParameters& mel,
                           int coefficients)
{
    QJsonObject json = toJson(part);
    // What else a spectrogram has does not enter.
    const QJsonObject frames = toJson(stft);
    for (const char* const name : {"window", "nperseg", "noverlap", "nfft", "boundary", "padded"})
        json[QLatin1String(name)] = frames[QLatin1String(name)];
    const QJsonObject bands = toJson(mel);
    for (auto member = bands.begin(); member != bands.end(); ++member)
        json[member.key()] = member.value();
    json[QLatin1String("coefficients")] = coefficients;
    json[QLatin1String("gabor")] = QCoreApplication::applicationVersion();
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

/// What @p style makes of mel bands: librosa's levels need the strongest of all, so the sound is gone through once more.
MelCompression compressionFor(MelStyle style, const MelSpectrogram& mel, const std::stop_token& stop,
                              ProgressLine& progress)
{
    if (style == MelStyle::TensorFlow)
        return MelLogarithm{};
    const Strongest strongest = strongestOf(mel, stop, [&progress](std::int64_t done, std::int64_t total) {
        progress.show(tr("Looking for the strongest"), done, total);
    });
    return MelDecibels::below(strongest.value);
}

int computeMfcc(const MfccRequest& request)
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

    const ExactParameters stft = completed(request.spectrum, part.interval.size());
    if (const std::optional<ExactFault> fault = faultIn(stft, part.interval.size()))
        return complain(spectrumFault(*fault, stft));
    const double sampleRate = part.source->description().sampleRate;
    const MelParameters mel = completed(request.mel, sampleRate);
    if (const std::optional<MelFault> fault = faultIn(mel, sampleRate))
        return complain(melFault(*fault, sampleRate));

    const bool isLibrosa = mel.style == MelStyle::Librosa;
    const auto melFrames = std::make_shared<const MelSpectrogram>(part.source, part.channel, part.interval, stft, mel,
                                                                  isLibrosa ? MelInput::Power : MelInput::Magnitude);
    const MelCompression compression = compressionFor(mel.style, *melFrames, interruption.token(), progress);
    const Mfcc mfcc(std::make_shared<const LogMelSpectrogram>(melFrames, compression), request.coefficients,
                    isLibrosa ? CepstralNorm::Orthonormal : CepstralNorm::TensorFlow);
    ArrayDescription description{
        .rows = std::vector<double>(static_cast<std::size_t>(request.coefficients)),
        .rowsName = "coefficients",
        .times = melFrames->times(),
        .parametersJson = parametersJson(part, inForce(stft, part.interval.size()), mel, request.coefficients)};
    std::iota(description.rows.begin(), description.rows.end(), 0.0);
    return writeAndReport(mfcc, description, request.targets, *part.source, interruption, progress);
}

} // namespace

int runMfcc(const QStringList& arguments)
{
    CommandOptions options(
        QStringLiteral("mfcc"),
        tr("Writes the mel-frequency cepstral coefficients of a sound, of shape (coefficient, time): those of librosa\n"
           "(power, dB down to 80 below the strongest, orthonormal; center=False) or of tf.signal (magnitude, ln)."),
        QStringLiteral(
            "gabor mfcc speech.wav --nperseg 512 --noverlap 352 --mels 40 --coefficients 13 --output mfcc.npy"));
    addSoundOptions(options);
    addArrayOptions(options, nullptr);
    addSpectrumOptions(options, SpectrumDefaults::Mel);
    addMelOptions(options);
    options.add("coefficients", QStringLiteral("COUNT"), tr("How many to keep, from the first, 20 by default."));
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;
    const MfccRequest request = requestOf(options);
    if (options.fault())
        return complain(*options.fault());
    return computeMfcc(request);
}

} // namespace gabor
