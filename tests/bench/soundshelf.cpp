// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/soundshelf.h"

#include "tests/bench/benchsounds.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <cstdio>
#include <stdexcept>

namespace gabor::bench {

namespace {

constexpr double hour = 3600;

std::vector<QStringList> encodersOf(const QString& ending, const QString& from, const QString& to)
{
    const auto ffmpeg = [&](const QString& codec, const QString& quality) {
        return QStringList{QStringLiteral("ffmpeg"),
                           QStringLiteral("-v"),
                           QStringLiteral("error"),
                           QStringLiteral("-y"),
                           QStringLiteral("-i"),
                           from,
                           QStringLiteral("-c:a"),
                           codec,
                           QStringLiteral("-b:a"),
                           quality,
                           to};
    };
    const QString codec = ending == QLatin1String("flac") ? QStringLiteral("flac")
        : ending == QLatin1String("mp3")                  ? QStringLiteral("libmp3lame")
                                                          : QStringLiteral("libvorbis");
    return {ffmpeg(codec, QStringLiteral("128k")), {QStringLiteral("sox"), from, to}};
}

/// A file that stands there by its name is whole.
template <class Make>
void makeOnce(const QString& path, Make make)
{
    if (QFileInfo::exists(path))
        return;
    const QFileInfo info(path);
    const QString part = info.dir().filePath(QStringLiteral("part.") + info.fileName());
    make(part);
    QFile::rename(part, path);
}

} // namespace

QString lengthText(double seconds)
{
    return seconds < hour ? QStringLiteral("%1 min").arg(seconds / 60) : QStringLiteral("%1 h").arg(seconds / hour);
}

SoundShelf::SoundShelf(const QString& folder) : m_folder(folder)
{
    if (folder.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path();
    }
    if (!QDir().mkpath(m_folder))
        throw std::runtime_error("cannot make the folder " + m_folder.toStdString());
}

BenchFile SoundShelf::pcm(double seconds)
{
    const QString path = QDir(m_folder).filePath(QStringLiteral("pcm-%1s.wav").arg(seconds));
    constexpr double sparseFrom = 24 * hour;
    makeOnce(path, [&](const QString& part) {
        writeSound(part.toStdString(), {.seconds = seconds, .sparse = seconds >= sparseFrom});
    });
    return {lengthText(seconds), path, seconds, false};
}

BenchFile SoundShelf::wide()
{
    const QString path = QDir(m_folder).filePath(QStringLiteral("wide-600s.wav"));
    makeOnce(path, [](const QString& part) {
        writeSound(part.toStdString(), {.seconds = 600, .sampleRate = 96000, .channelCount = 2, .bytesPerSample = 3});
    });
    return {QStringLiteral("10 min 96 kHz 2 x 24 bit"), path, 600, false};
}

std::optional<BenchFile> SoundShelf::compressed(const QString& ending, double seconds)
{
    const QString path = QDir(m_folder).filePath(QStringLiteral("pcm-%1s.%2").arg(seconds).arg(ending));
    const QString from = pcm(seconds).path;
    makeOnce(path, [&](const QString& part) {
        for (const QStringList& command : encodersOf(ending, from, part)) {
            if (QProcess::execute(command.first(), command.mid(1)) == 0)
                return;
        }
        QFile::remove(part);
    });
    if (!QFileInfo::exists(path))
        return std::nullopt;
    return BenchFile{lengthText(seconds) + u' ' + ending.toUpper(), path, seconds, true};
}

std::vector<BenchFile> SoundShelf::all(bool quick)
{
    std::vector<BenchFile> files;
    for (const double seconds :
         quick ? std::vector<double>{60, hour} : std::vector<double>{60, 600, hour, 8 * hour, 24 * hour})
        files.push_back(pcm(seconds));
    if (!quick)
        files.push_back(wide());
    for (const QString& ending : {QStringLiteral("flac"), QStringLiteral("mp3"), QStringLiteral("ogg")}) {
        if (const std::optional<BenchFile> file = compressed(ending, quick ? 60 : hour))
            files.push_back(*file);
        else
            std::fprintf(stderr, "skipped: no program here writes %s\n", qPrintable(ending));
    }
    return files;
}

} // namespace gabor::bench
