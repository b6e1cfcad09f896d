// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/figure/exportchoice.h"
#include "app/session/knownreadings.h"
#include "core/audio/samplesource.h"
#include "core/dsp/stftparameters.h"
#include "core/pixels/displayparameters.h"
#include "core/tiles/reduction.h"
#include "widgets/theme/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace gabor {

/// Of computed tiles that the window keeps: with it the program stays below 300 MiB, however long the sound is.
inline constexpr int defaultPictureMemoryMebibytes = 128;

/// What returns at the next start.
struct Settings
{
    QByteArray windowGeometry;
    QByteArray windowState;
    QByteArray splitter;
    QString lastDirectory;
    QString lastExportDirectory;
    std::optional<ExportChoice> exportChoice; ///< nothing: none has been made yet
    QStringList recentFiles;                  ///< the latest first
    KnownReadings readings;
    RawSound raw; ///< what raw samples were last said to be
    bool showsMarkers = true;
    StftParameters stft;
    int channel = ChannelChoice::mix;
    DisplayParameters display;
    Reduction reduction = Reduction::Maximum;
    ThemeChoice theme = ThemeChoice::System;
    bool wheelScrolls = false;
    bool selectTool = false;
    int pictureMemoryMebibytes = defaultPictureMemoryMebibytes;
    bool reloadsChangedSound = false;

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// Settings in a JSON file, written whole and atomically. (Not QSettings: its lock file, left behind by a process that
/// was killed, blocks the next one for half a minute, and it reads damaged numbers as 0.)
class SettingsFile
{
public:
    static constexpr int mostRecentFiles = 10;

    /// @param path  empty: there is nothing to load, and nothing is kept
    explicit SettingsFile(QString path) : m_path(std::move(path)) { }
    /// The user's own, in the place that the system has for it.
    static SettingsFile ofUser();

    struct Loaded
    {
        Settings settings;
        QString complaint; ///< a sentence, when something in the file could not be used
    };
    /// Never fails: what cannot be used is replaced by the defaults, and a file that is no settings file at all is put
    /// aside under another name.
    Loaded load() const;

    /// @param loaded  as they were at this program's start: what has not changed since is left to whoever wrote it last,
    ///                so that of several programs each keeps what was chosen in it; nothing: everything is written
    ///                Takes as long as the disk does, and as another program that is writing.
    /// @return a sentence that says why, when the settings could not be kept
    QString save(const Settings& settings, const std::optional<Settings>& loaded = {}) const;

    /// Tries whether settings can be kept, as save() would, and changes nothing but that their folder is there.
    /// @return a sentence that says why not
    QString placeFault() const;

    const QString& path() const { return m_path; }

private:
    QString m_path;
};

} // namespace gabor
