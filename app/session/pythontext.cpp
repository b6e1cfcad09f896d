// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/pythontext.h"

#include "app/session/bytenames.h"
#include "app/session/pythonpicture.h"
#include "core/exact/spectrogramparameters.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace gabor {

namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// How scipy.io.wavfile gives the samples of an encoding, taken to full scale 1.
struct WavScaling
{
    std::string_view encoding;
    std::string_view expression;
};

// Of 24 bits it makes 32, with zeros below.
constexpr WavScaling wavScalings[] = {{"8-bit PCM", "(samples.astype(float) - 128) / 2**7"},
                                      {"16-bit PCM", "samples.astype(float) / 2**15"},
                                      {"24-bit PCM", "samples.astype(float) / 2**31"},
                                      {"32-bit PCM", "samples.astype(float) / 2**31"},
                                      {"32-bit float", "samples.astype(float)"},
                                      {"64-bit float", "samples.astype(float)"}};

/// Nothing when SciPy cannot read the sound.
const WavScaling* wavScalingOf(const SoundDescription& sound)
{
    if (sound.container != "WAV")
        return nullptr;
    const auto* const found = std::ranges::find(wavScalings, std::string_view(sound.encoding), &WavScaling::encoding);
    return found == std::end(wavScalings) ? nullptr : found;
}

QString importLines(bool readsWav)
{
    return QLatin1String(readsWav ? "" : "import subprocess\n\n") + QLatin1String("import matplotlib.pyplot as plt\n")
        + QLatin1String("import numpy as np\n")
        + QLatin1String(readsWav ? "from scipy import signal\nfrom scipy.io import wavfile\n"
                                 : "from scipy import signal\n");
}

/// @p what of the samples of all channels, which are columns where there are several.
QString ofChannel(const AnalysisRecipe& recipe, const QString& what)
{
    if (recipe.sound.channelCount == 1)
        return what;
    if (recipe.channel.index == ChannelChoice::mix)
        return QStringLiteral("%1.mean(axis=1)").arg(what);
    return QStringLiteral("%1[:, %2]").arg(what).arg(recipe.channel.index);
}

/// Input arguments of the ffmpeg command, as they stand in a list.
QString inputArguments(const SoundDescription& sound)
{
    const auto list = [](const QStringList& arguments) {
        return QStringLiteral("'%1', ").arg(arguments.join(QLatin1String("', '")));
    };
    const QString input = QStringLiteral("'-i', path, ");
    if (const std::optional<RawSound>& raw = sound.reading.raw) {
        // The rate changes no sample, and ffmpeg takes whole numbers only.
        const double wholeRate = std::max(1.0, std::round(raw->sampleRate));
        return list({QStringLiteral("-f"), text(encodingNameOf(*raw)), QStringLiteral("-ar"),
                     QString::number(wholeRate, 'f', 0), QStringLiteral("-ac"), QString::number(raw->channelCount),
                     QStringLiteral("-skip_initial_bytes"), QString::number(raw->offset)})
            + input;
    }
    if (sound.tracks.size() > 1 && sound.reading.track)
        return input + list({QStringLiteral("-map"), QStringLiteral("0:a:%1").arg(*sound.reading.track)});
    return input;
}

QString readingLines(const AnalysisRecipe& recipe)
{
    const QString lines = QStringLiteral("path = %1\n").arg(pythonLiteral(recipe.sound.path));
    if (const WavScaling* const scaling = wavScalingOf(recipe.sound)) {
        const QString channel = ofChannel(recipe, QStringLiteral("x"));
        return lines
            + QStringLiteral("rate, samples = wavfile.read(path)\nx = %1  # full scale is 1\n")
                  .arg(text(scaling->expression))
            + (channel == QLatin1String("x") ? QString() : QStringLiteral("x = %1\n").arg(channel));
    }
    const int channels = recipe.sound.channelCount;
    const QString columns = channels == 1 ? QString() : QStringLiteral(".reshape(-1, %1)").arg(channels);
    return lines
        + QStringLiteral("rate = %1\n"
                         "ffmpeg = ['ffmpeg', '-v', 'error', %3'-vn', '-f', 'f64le', '-']\n"
                         "samples = subprocess.run(ffmpeg, stdout=subprocess.PIPE, check=True).stdout\n"
                         "x = np.frombuffer(samples, '<f8')%2  # full scale is 1\n")
              .arg(pythonNumber(recipe.sound.sampleRate), ofChannel(recipe, columns), inputArguments(recipe.sound));
}

/// A window without length and symmetry, as get_window takes it.
QString windowShape(const WindowSpec& window)
{
    const QString name = u'\'' + text(windowInfo(window.kind).scipyName) + u'\'';
    QStringList numbers;
    for (const double parameter : window.parameters)
        numbers << pythonNumber(parameter);
    if (numbers.isEmpty())
        return name;
    QString list = numbers.join(QLatin1String(", "));
    if (window.kind == WindowKind::Exponential) // whose first number is its middle
        list.prepend(QLatin1String("None, "));
    else if (window.kind == WindowKind::GeneralCosine) // which takes all of them as one
        list = u'[' + list + u']';
    return QStringLiteral("(%1, %2)").arg(name, list);
}

/// Half a window of zeros before the sound and behind it, and more for the last hop, as scipy.signal.stft pads.
QString paddingLines(const StftParameters& stft)
{
    if (stft.boundary == FrameBoundary::Inside)
        return {};
    return QStringLiteral("x = np.pad(x, %1)  # zeros beyond both ends\n"
                          "x = np.pad(x, (0, -(len(x) - %2) % %3 % %2))\n")
        .arg(stft.windowLength / 2)
        .arg(stft.windowLength)
        .arg(stft.hop);
}

QString spectrogramLines(const AnalysisRecipe& recipe)
{
    const StftParameters& stft = recipe.stft;
    const LevelScale scale = recipe.display.levelScale;
    const QString detrend =
        stft.detrend == Detrend::None ? QStringLiteral("False") : u'\'' + text(nameOf(stft.detrend)) + u'\'';
    const QString times = stft.boundary == FrameBoundary::Inside
        ? QString()
        : QStringLiteral("times -= %1 / rate\n").arg(stft.windowLength / 2);
    return paddingLines(stft)
        + QStringLiteral("frequencies, times, %1 = signal.spectrogram(\n"
                         "    x, rate, window=%2,\n"
                         "    nperseg=%3, noverlap=%4, nfft=%5, detrend=%6,\n"
                         "    %7)\n")
              .arg(pythonResult(scale), pythonWindow(stft.window, stft.windowLength))
              .arg(stft.windowLength)
              .arg(stft.noverlap())
              .arg(stft.nfft)
              .arg(detrend, pythonScaling(scale))
        + times;
}

} // namespace

QString pythonText(const AnalysisRecipe& recipe)
{
    QStringList paragraphs{importLines(wavScalingOf(recipe.sound) != nullptr), readingLines(recipe),
                           spectrogramLines(recipe), pythonValues(recipe), pythonPicture(recipe)};
    paragraphs.removeAll(QString());
    return paragraphs.join(u'\n');
}

QString pythonLiteral(const std::string& path)
{
    QString literal = QStringLiteral("'");
    const QString characters = textOfPath(path);
    for (qsizetype i = 0; i < characters.size(); ++i) {
        const QChar character = characters[i];
        const bool isPair = character.isHighSurrogate() && i + 1 < characters.size();
        if (isPair) {
            literal += character;
            literal += characters[++i];
        } else if (character == u'\'' || character == u'\\') {
            literal += u'\\';
            literal += character;
        } else if (character.isPrint() && !character.isSurrogate()) {
            literal += character;
        } else {
            literal += QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
        }
    }
    return literal + u'\'';
}

QString pythonWindow(const WindowSpec& window, int length)
{
    if (window.kind == WindowKind::KaiserBesselDerived) // get_window has learnt of it late
        return QStringLiteral("signal.windows.kaiser_bessel_derived(%1, %2)")
            .arg(QString::number(length), pythonNumber(window.parameters.front()));
    if (window.symmetric)
        return QStringLiteral("signal.get_window(%1, %2, fftbins=False)")
            .arg(windowShape(window), QString::number(length));
    return windowShape(window);
}

} // namespace gabor
