// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/recoverynote.h"

#include "app/figure/parametersjson.h"
#include "app/figure/readingjson.h"
#include "app/session/bytenames.h"
#include "app/session/cachefile.h"
#include "core/base/atomicfile.h"

#include <QJsonDocument>
#include <QStandardPaths>

#include <chrono>
#include <cmath>
#include <vector>

#include <unistd.h>

namespace gabor {

namespace {

constexpr int noteVersion = 1;
constexpr qint64 largestNote = 64 * 1024;
constexpr int mostChannels = 65536;
const char* const noteEnding = ".json";
const char* const lockEnding = ".running";

QJsonObject toJson(const PictureSpan& span)
{
    return {{QStringLiteral("beginSample"), span.beginSample},
            {QStringLiteral("endSample"), span.endSample},
            {QStringLiteral("lowHz"), span.lowHz},
            {QStringLiteral("highHz"), span.highHz}};
}

std::optional<PictureSpan> spanFromJson(const QJsonObject& json)
{
    const auto number = [&](const char* name) { return json[QLatin1String(name)].toDouble(NAN); };
    const PictureSpan span{number("beginSample"), number("endSample"), number("lowHz"), number("highHz")};
    if (span.beginSample < span.endSample && span.lowHz < span.highHz // false for what is no number
        && std::isfinite(span.endSample - span.beginSample) && std::isfinite(span.highHz - span.lowHz))
        return span;
    return std::nullopt;
}

std::filesystem::path with(std::filesystem::path path, const char* ending)
{
    return path += ending;
}

void removeBoth(const std::filesystem::path& path)
{
    std::error_code ignored;
    std::filesystem::remove(with(path, noteEnding), ignored);
    std::filesystem::remove(with(path, lockEnding), ignored); // as the last: it is what is looked for
}

} // namespace

QByteArray toJson(const SessionState& state)
{
    const QJsonObject json{{QStringLiteral("version"), noteVersion},
                           {QStringLiteral("sound"), // bytes, which need not be text
                            QString::fromLatin1(QByteArray::fromStdString(state.sound.native()).toBase64())},
                           {QStringLiteral("reading"), toJson(state.reading)},
                           {QStringLiteral("isOpening"), state.isOpening},
                           {QStringLiteral("channel"), state.channel.index},
                           {QStringLiteral("analysis"), toJson(state.stft)},
                           {QStringLiteral("display"), toJson(state.display)},
                           {QStringLiteral("reduction"), toJson(state.reduction)},
                           {QStringLiteral("span"), toJson(state.span)}};
    return QJsonDocument(json).toJson();
}

std::optional<SessionState> sessionStateFromJson(const QByteArray& bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const QByteArray sound = QByteArray::fromBase64(json[QLatin1String("sound")].toString().toLatin1());
    const auto reading = readingFromJson(json[QLatin1String("reading")]);
    const int channel = json[QLatin1String("channel")].toInt(ChannelChoice::mix - 1);
    const auto stft = stftFromJson(json[QLatin1String("analysis")].toObject());
    const auto display = displayFromJson(json[QLatin1String("display")].toObject());
    const auto reduction = reductionFromJson(json[QLatin1String("reduction")]);
    const auto span = spanFromJson(json[QLatin1String("span")].toObject());
    if (sound.isEmpty() || sound.contains('\0') || channel < ChannelChoice::mix || channel >= mostChannels || !reading
        || !stft || !display || !reduction || !span)
        return std::nullopt;
    return SessionState{.sound = sound.toStdString(),
                        .reading = *reading,
                        .isOpening = json[QLatin1String("isOpening")].toBool(),
                        .channel = {channel},
                        .stft = *stft,
                        .display = *display,
                        .reduction = *reduction,
                        .span = *span};
}

std::filesystem::path RecoveryNote::folderOfUser()
{
    const QString named = qEnvironmentVariable("XDG_STATE_HOME");
    const QString home = QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
    if (named.startsWith(u'/')) // as the standard demands
        return pathOf(named + QStringLiteral("/gabor/open"));
    return home.isEmpty() ? std::filesystem::path() : pathOf(home + QStringLiteral("/.local/state/gabor/open"));
}

RecoveryNote::RecoveryNote(std::filesystem::path folder) : m_folder(std::move(folder))
{
    const auto now = std::chrono::system_clock::now().time_since_epoch().count();
    m_path = m_folder / (std::to_string(getpid()) + '-' + std::to_string(now));
}

RecoveryNote::~RecoveryNote()
{
    if (m_lock)
        removeBoth(m_path);
}

void RecoveryNote::keep(const SessionState& state)
{
    const std::lock_guard lock(m_mutex);
    std::error_code error;
    if (m_folder.empty() || (std::filesystem::create_directories(m_folder, error), error))
        return;
    if (!m_lock)
        m_lock = PathLock::make(with(m_path, lockEnding));
    if (!m_lock) // a file system without locks: nobody could tell whether the note was left behind
        return;
    writeWholeFile(with(m_path, noteEnding), bytesOf(toJson(state)));
}

void RecoveryNote::remove()
{
    const std::lock_guard lock(m_mutex);
    std::error_code ignored;
    if (m_lock)
        std::filesystem::remove(with(m_path, noteEnding), ignored);
}

void LeftNote::remove() const
{
    removeBoth(path);
}

std::optional<LeftNote> takeLeftNote(const std::filesystem::path& folder)
{
    struct Found
    {
        std::filesystem::file_time_type written;
        LeftNote note;
    };
    std::optional<Found> latest;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() != lockEnding)
            continue;
        std::optional<PathLock> lock = PathLock::take(entry->path());
        if (!lock)
            continue; // it belongs to a program that is running
        const std::filesystem::path path = entry->path().parent_path() / entry->path().stem();
        const auto state = sessionStateFromJson(readCacheFile(shownPath(with(path, noteEnding)), largestNote));
        std::error_code unknown;
        const auto written = std::filesystem::last_write_time(with(path, noteEnding), unknown);
        if (!state || unknown)
            removeBoth(path);
        else if (!latest || written > latest->written)
            latest.emplace(Found{written, {*state, path, *std::move(lock)}});
    }
    return latest ? std::optional(std::move(latest->note)) : std::nullopt;
}

} // namespace gabor
