// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/commandtext.h"

#include "app/session/windowtext.h"
#include "core/exact/spectrogramparameters.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cctype>
#include <filesystem>

namespace gabor {

namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

bool isPlain(char byte)
{
    return std::isalnum(static_cast<unsigned char>(byte)) != 0
        || std::string_view("/._-+:,=@%").find(byte) != std::string_view::npos;
}

bool isControl(char byte)
{
    return (byte >= 0 && byte < ' ') || byte == 0x7F;
}

QString byNumbers(const std::string& argument)
{
    QString quoted = QStringLiteral("$'");
    for (const char byte : argument) {
        if (byte == '\'' || byte == '\\')
            quoted += u'\\';
        if (byte < 0 || isControl(byte))
            quoted += QStringLiteral("\\x%1").arg(static_cast<unsigned char>(byte), 2, 16, QLatin1Char('0'));
        else
            quoted += QLatin1Char(byte);
    }
    return quoted + u'\'';
}

/// What says again how the file was read.
QStringList readingWords(const SoundDescription& sound)
{
    if (const std::optional<RawSound>& raw = sound.reading.raw) {
        QStringList parts{text(encodingNameOf(*raw)),
                          QString::number(raw->sampleRate, 'g', QLocale::FloatingPointShortest),
                          QString::number(raw->channelCount)};
        if (raw->offset > 0)
            parts << QString::number(raw->offset);
        return {QStringLiteral("--raw"), parts.join(u',')};
    }
    if (sound.tracks.size() > 1 && sound.reading.track)
        return {QStringLiteral("--track"), QString::number(*sound.reading.track + 1)};
    return {};
}

} // namespace

QString commandText(const AnalysisRecipe& recipe)
{
    const StftParameters& stft = recipe.stft;
    // "./", as a name may begin like an option.
    const std::string output = "./" + std::filesystem::path(recipe.sound.path).stem().native() + ".npy";
    QStringList words{QStringLiteral("gabor compute"), shellQuoted(recipe.sound.path), QStringLiteral("--output"),
                      shellQuoted(output)};
    words << readingWords(recipe.sound);
    if (recipe.sound.channelCount > 1)
        words << QStringLiteral("--channel")
              << (recipe.channel.index == ChannelChoice::mix ? QStringLiteral("mix")
                                                             : QString::number(recipe.channel.index + 1));
    words << QStringLiteral("--window") << shellQuoted(windowText(stft.window).toStdString());
    if (stft.window.symmetric)
        words << QStringLiteral("--symmetric");
    words << QStringLiteral("--nperseg") << QString::number(stft.windowLength) << QStringLiteral("--noverlap")
          << QString::number(stft.noverlap()) << QStringLiteral("--nfft") << QString::number(stft.nfft)
          << QStringLiteral("--detrend") << text(nameOf(stft.detrend)) << QStringLiteral("--scaling spectrum")
          << QStringLiteral("--mode psd");
    if (stft.boundary == FrameBoundary::Padded)
        words << QStringLiteral("--boundary zeros --padded");
    return words.join(u' ');
}

QString shellQuoted(const std::string& argument)
{
    if (!argument.empty() && std::ranges::all_of(argument, isPlain))
        return QString::fromStdString(argument);
    const QString utf8 = QString::fromStdString(argument);
    if (utf8.toStdString() != argument || std::ranges::any_of(argument, isControl))
        return byNumbers(argument);
    return u'\'' + QString(utf8).replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

} // namespace gabor
