// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/settings.h"
#include "tests/fuzz/fuzzqt.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace gabor;

/// A settings file of any content: the program starts with what can be used of it, and keeps that.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const fuzz::QtCore qt;
    // In memory: a run writes thousands of files, each with an fsync.
    static const QTemporaryDir folder(QStringLiteral("/dev/shm/gabor-fuzz-XXXXXX"));
    const QString path = folder.filePath(QStringLiteral("settings.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(fuzz::bytesOf(data, size)) != static_cast<qint64>(size))
        std::abort();
    file.close();
    const SettingsFile settingsFile(path);
    const Settings settings = settingsFile.load().settings;
    if (faultIn(settings.stft) || faultIn(settings.display) || settings.pictureMemoryMebibytes <= 0
        || settings.recentFiles.size() > SettingsFile::mostRecentFiles)
        std::abort();
    if (!settingsFile.save(settings).isEmpty() || settingsFile.load().settings != settings)
        std::abort();
    return 0;
}
