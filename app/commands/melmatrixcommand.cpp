// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/arrayoutput.h"
#include "app/commands/datacommands.h"
#include "app/commands/meloptions.h"
#include "core/exact/arrayfiles/npywriter.h"
#include "core/exact/spectrogramparameters.h"

#include <QCoreApplication>

#include <array>

namespace gabor {

namespace {

constexpr double highestRate = 1e9;
/// A gigabyte; nobody multiplies by more.
constexpr std::int64_t mostWeights = 1 << 27;

QString tr(const char* text)
{
    return QCoreApplication::translate("MelMatrixCommand", text);
}

} // namespace

int runMelMatrix(const QStringList& arguments)
{
    CommandOptions options(
        QStringLiteral("mel-matrix"),
        tr("Writes the weights that take a one-sided spectrum to mel bands, of shape (mels, nfft // 2 + 1): those of\n"
           "librosa.filters.mel, or of tf.signal.linear_to_mel_weight_matrix, transposed."),
        QStringLiteral("gabor mel-matrix --fs 16000 --nfft 512 --mels 40 --fmin 0 --fmax 8000 --output mel.npy"));
    options.add("fs", QStringLiteral("HZ"), tr("Sample rate."));
    options.add("nfft", QStringLiteral("SAMPLES"), tr("Length of the transform, 2048 by default."));
    addMelOptions(options);
    options.add("output", QStringLiteral("M.npy"), tr("File to write."));
    if (const std::optional<int> exitCode = options.parse(arguments))
        return *exitCode;

    if (!options.arguments().isEmpty())
        options.refuse(tr("'gabor mel-matrix' takes no file; 'gabor mel-matrix --help' says more."));
    options.requiredText("fs");
    const double sampleRate = options.number("fs", 0, 0, highestRate, tr("a sample rate in Hz"));
    if (sampleRate <= 0)
        options.refuse(tr("--fs must be more than 0 Hz."));
    const int nfft = options.whole("nfft", 2048, 1, maximumExactNfft);
    const MelRequest request = melRequest(options);
    const std::int64_t bins = nfft / 2 + 1;
    if (bins * request.parameters.bands > mostWeights)
        options.refuse(
            tr("--mels and --nfft ask for more than %1 weights, and no more can be written.").arg(mostWeights));
    const std::filesystem::path target = npyTarget(options);
    if (options.fault())
        return complain(*options.fault());

    const MelParameters parameters = completed(request, sampleRate);
    if (const std::optional<MelFault> fault = faultIn(parameters, sampleRate))
        return complain(melFault(*fault, sampleRate));
    const std::vector<double> weights = MelMatrix(parameters, sampleRate, nfft).dense();
    if (const auto fault = writeNpy(target, std::array{std::int64_t{parameters.bands}, bins}, weights))
        return complain(writeFault(*fault, target));
    return exitDone;
}

} // namespace gabor
