// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/soundopening.h"

#include "app/opening/aboutsound.h"
#include "app/opening/rawdialog.h"
#include "app/opening/soundmessages.h"
#include "app/opening/trackmenu.h"
#include "app/session/bytenames.h"
#include "app/session/session.h"
#include "app/session/soundtext.h"
#include "app/window/actions.h"
#include "app/window/awaitedspan.h"
#include "widgets/panes/soundmarks.h"
#include "widgets/plot/timetext.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace gabor {

SoundOpening::SoundOpening(const Surroundings& surroundings, const Actions& actions, QWidget* window)
    : QObject(window), m_with(surroundings), m_window(window), m_tracks(new TrackMenu(window)),
      m_soundMessages(new SoundMessages(surroundings.session, surroundings.messages, *m_tracks)),
      m_span(new AwaitedSpan(surroundings.session, surroundings.figure.view(), this))
{
    connect(&m_with.session, &Session::soundChanged, this, &SoundOpening::takeSound);
    connect(&m_with.session, &Session::soundGrew, this, &SoundOpening::look);
    connect(&m_with.session, &Session::openFailed, this, &SoundOpening::takeFault);
    connect(&m_with.session, &Session::openingChanged, this, &SoundOpening::followOpening);
    connect(m_tracks, &TrackMenu::chosen, this, &SoundOpening::takeTrack);
    connect(actions.openRaw, &QAction::triggered, this, &SoundOpening::askForRaw);
    connect(actions.aboutSound, &QAction::triggered, this, &SoundOpening::showAboutSound);
    connect(actions.showMarkers, &QAction::toggled, this, [this](bool on) { m_with.figure.marks().setShown(on); });
}

QMenu* SoundOpening::trackMenu() const
{
    return m_tracks;
}

void SoundOpening::restore(const Settings& settings)
{
    m_readings = settings.readings;
    m_raw = settings.raw;
}

void SoundOpening::keep(Settings& settings) const
{
    settings.readings = m_readings;
    settings.raw = m_raw;
    settings.showsMarkers = m_with.figure.marks().areShown();
}

void SoundOpening::open(const QString& path, const SoundReading& reading)
{
    if (reading != SoundReading{}) {
        m_with.session.open(pathOf(path), reading);
        return;
    }
    const SoundReading known = m_readings.of(path);
    // Bytes are taken for raw samples only where nothing else can be made of them, as another file may lie there now.
    m_with.session.open(pathOf(path), {.track = known.track, .raw = {}});
    m_known = known; // afterwards, as opening gives up what was being opened
}

void SoundOpening::takeTrack(int index)
{
    const SoundDescription& sound = m_with.session.sound();
    m_with.session.open(sound.path, {.track = index, .raw = {}});
    m_span->carryOver();
}

void SoundOpening::askForRaw()
{
    auto* dialog = new QFileDialog(m_window, tr("Open raw sound"), m_with.lastDirectory, tr("All files (*)"));
    dialog->setObjectName(QStringLiteral("openRawDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_with.lastDirectory = QFileInfo(path).absolutePath();
        describeRaw(pathOf(absoluteName(path)));
    });
    dialog->open();
}

void SoundOpening::describeRaw(const std::filesystem::path& path)
{
    const RawSound initial = m_readings.of(textOfPath(path)).raw.value_or(m_raw);
    auto* dialog = new RawDialog(m_with.tileQueue, m_with.loadQueue, path, initial, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_raw = dialog->raw();
        m_with.session.open(dialog->path(), {.track = {}, .raw = m_raw});
    });
    dialog->open();
}

void SoundOpening::takeSound()
{
    const SoundDescription& sound = m_with.session.sound();
    if (!m_with.session.isDemo())
        m_readings.remember(textOfPath(sound.path), sound.reading);
    m_tracks->setSound(sound);
    // What it offers is about a file that nobody looks at any more; but one that is only read again says nothing of that.
    const bool isReadAgain = !sound.path.empty() && sound.path == std::exchange(m_openPath, sound.path);
    if (!isReadAgain || sound.path == m_complaintPath)
        m_with.messages.withdraw(m_complaint);
    look();
}

void SoundOpening::look()
{
    m_soundMessages->look();
    if (m_about)
        m_about->setSound(m_with.session.content().source);
}

void SoundOpening::takeFault(const OpenFault& fault)
{
    const SoundReading known = std::exchange(m_known, {});
    if (fault.kind == OpenFault::Kind::NoSuchTrack && known.track) { // the file is another one by now
        m_readings.remember(textOfPath(fault.path), {});
        m_with.session.open(fault.path);
        return;
    }
    const bool isUnknown = fault.kind == OpenFault::Kind::NotSound;
    if (isUnknown && known.raw) {
        m_with.session.open(fault.path, {.track = {}, .raw = known.raw});
        return;
    }
    MessageBar::Offer offer;
    if (isUnknown)
        offer = {tr("Open as raw sound…"), [this, path = std::filesystem::path(fault.path)] { describeRaw(path); }};
    m_complaintPath = fault.path;
    m_complaint =
        m_with.messages.show(MessageBar::Kind::Warning, openFaultText(fault), MessageBar::Stay::AsUsual, offer);
}

void SoundOpening::followOpening()
{
    if (m_with.session.opening().empty())
        m_known = {};
}

void SoundOpening::showAboutSound()
{
    if (!m_about) {
        m_about = new AboutSound(m_window);
        m_about->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_about, &AboutSound::markerChosen, this, &SoundOpening::showMarker);
        m_about->setSound(m_with.session.content().source);
    }
    m_about->show();
    m_about->raise();
    m_about->activateWindow();
}

/// A place comes into the middle of the view, under the cursor; a run is selected, and all of it is seen.
void SoundOpening::showMarker(SampleInterval span)
{
    ViewModel& view = m_with.figure.view();
    view.beginGesture();
    // A file may tell of places beyond the end of what it holds.
    const double begin = std::clamp(static_cast<double>(span.begin), 0.0, view.sampleCount());
    const double end = std::clamp(static_cast<double>(span.end), 0.0, view.sampleCount());
    // One of which more is still being decoded may lie there yet.
    if (static_cast<double>(span.begin) > view.sampleCount() && m_with.session.content().source->isComplete())
        m_with.messages.show(MessageBar::Kind::Information,
                             tr("The marker at %1 lies beyond the end of the sound.")
                                 .arg(clockText(static_cast<double>(span.begin) / view.sampleRate(), 3, QLocale())));
    if (begin >= end) {
        const PictureSpan& seen = view.span();
        view.moveBy(begin - (seen.beginSample + seen.endSample) / 2, 0);
        view.setCursor(ViewModel::Cursor{begin, {}});
        return;
    }
    constexpr double marginShare = 0.1;
    const double margin = (end - begin) * marginShare;
    PictureSpan seen = view.span();
    seen.beginSample = begin - margin;
    seen.endSample = end + margin;
    view.show(seen);
    view.select(TimeFrequencyBox{begin, end, 0, view.maximumHz()});
}

} // namespace gabor
