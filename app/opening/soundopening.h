// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/settings.h"
#include "core/audio/soundfile.h"
#include "core/base/interval.h"
#include "core/jobs/jobqueue.h"
#include "widgets/panels/messagebar.h"

#include <QObject>
#include <QPointer>

#include <filesystem>
#include <string>

class QMenu;
class QWidget;

namespace gabor {

class AboutSound;
class AwaitedSpan;
class FigureView;
class Session;
class SoundMessages;
class TrackMenu;
struct Actions;

/// How files are taken for sound: which of their tracks, or what their bytes are if nobody else can tell; and what they
/// say of themselves.
class SoundOpening : public QObject
{
    Q_OBJECT

public:
    /// What is worked on; everything outlives it.
    struct Surroundings
    {
        Session& session;
        FigureView& figure;
        MessageBar& messages;
        JobQueue& tileQueue;
        JobQueue& loadQueue; ///< for files, which may take long or hang
        QString& lastDirectory;
    };

    SoundOpening(const Surroundings& surroundings, const Actions& actions, QWidget* window);

    QMenu* trackMenu() const;
    void restore(const Settings& settings);
    void keep(Settings& settings) const;

    /// @param reading  the default one: as it was read the last time
    void open(const QString& path, const SoundReading& reading);
    /// Asks for a file, and what its bytes are.
    void askForRaw();
    void showAboutSound();
    /// Something may have come to light about the sound.
    void look();

private:
    void takeTrack(int index);
    void describeRaw(const std::filesystem::path& path);
    void takeSound();
    void takeFault(const OpenFault& fault);
    void followOpening();
    void showMarker(SampleInterval span);

    Surroundings m_with;
    QWidget* m_window;
    TrackMenu* m_tracks = nullptr;
    SoundMessages* m_soundMessages = nullptr;
    AwaitedSpan* m_span = nullptr;
    QPointer<AboutSound> m_about;
    KnownReadings m_readings;
    RawSound m_raw;                     ///< what raw samples were last said to be
    MessageBar::Ticket m_complaint = 0; ///< about the file that could not be opened last
    std::string m_complaintPath;        ///< that file
    std::string m_openPath;             ///< of the sound that is open
    SoundReading m_known;               ///< of the file that is being opened, as it was read the last time
};

} // namespace gabor
