// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/settingskeeper.h"
#include "app/window/mainwindow.h"
#include "app/window/plainkeyguard.h"
#include "tests/widgets/paneldriver.h"
#include "widgets/panels/messagebar.h"

#include <QApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>

namespace gabor::test {

/// Longer than any work of a test takes on a slow machine.
inline constexpr int patienceMs = 30'000;

/// Leaves out what the offscreen platform says at every change of a window's least size, hundreds of times in a test: the
/// words that matter would be lost among it.
class QuietPlatform
{
public:
    QuietPlatform()
    {
        if (s_count++ == 0)
            s_others = qInstallMessageHandler(leaveOut);
    }
    ~QuietPlatform()
    {
        if (--s_count == 0)
            qInstallMessageHandler(s_others);
    }
    QuietPlatform(const QuietPlatform&) = delete;
    QuietPlatform& operator=(const QuietPlatform&) = delete;

private:
    static void leaveOut(QtMsgType type, const QMessageLogContext& context, const QString& text)
    {
        if (!text.startsWith(QLatin1String("This plugin does not support propagateSizeHints")) && s_others)
            s_others(type, context, text);
    }

    inline static QtMessageHandler s_others = nullptr;
    inline static int s_count = 0; ///< of them, as there may be several windows
};

/// The real window as main() sets it up, with settings of its own in a folder that goes with it.
class WindowDriver
{
public:
    static constexpr int loadWorkers = 2;

    /// @param settingsPath  of a settings file that outlives the window; empty: one in the driver's own folder
    explicit WindowDriver(const QString& settingsPath = {})
        : m_keeper(SettingsFile(settingsPath.isEmpty() ? path(QStringLiteral("settings.json")) : settingsPath))
    {
        QLocale::setDefault(QLocale::c());
        QApplication::setDoubleClickInterval(1); // a list takes no click sooner after it has opened
        QApplication::instance()->installEventFilter(&m_guard);
        m_window = std::make_unique<MainWindow>(m_tileQueue, m_loadQueue, m_keeper);
        hands = std::make_unique<PanelDriver>(*m_window);
        if (settingsPath.isEmpty())
            m_window->resize(1440, 900); // as it wishes to be, on a screen that is smaller
    }

    MainWindow& window() { return *m_window; }
    FigureView& figure() { return m_window->figure(); }
    SpectrogramPane& spectrogram() { return figure().spectrogram(); }
    WaveformPane& waveform() { return figure().waveform(); }
    ViewModel& view() { return figure().view(); }
    const PictureSpan& span() { return view().span(); }
    const StftParameters& stft() { return m_window->session().content().spec.stft; }
    const DisplayParameters& display() { return m_window->session().content().display; }
    JobQueue& loadQueue() { return m_loadQueue; }
    JobQueue& tileQueue() { return m_tileQueue; }
    SettingsKeeper& keeper() { return m_keeper; }
    QString path(const QString& name) const { return m_folder.filePath(name); }

    /// Until the picture is finished to the last tile.
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor([this] { return figure().progress().settled; }, patienceMs);
    }

    /// Until no job is left, those for what stands beside the picture included.
    [[nodiscard]] bool drain()
    {
        for (int round = 0; round < 3; ++round) { // what arrives may ask for more
            std::atomic<bool> reached = false;
            m_tileQueue.submit(JobQueue::Urgency::Background, {}, [&reached] { reached = true; });
            if (!QTest::qWaitFor([&reached] { return reached.load(); }, patienceMs))
                return false;
            QApplication::processEvents();
        }
        return settle();
    }

    /// Opens as the command line does, and waits for the finished picture.
    [[nodiscard]] bool open(const QString& file)
    {
        m_window->openFiles({file});
        return waitFor(file) && settle();
    }
    [[nodiscard]] bool waitFor(const QString& file)
    {
        return QTest::qWaitFor([&] { return openFile() == file && m_window->session().opening().empty(); }, patienceMs);
    }
    /// The window closes, and what it leaves behind is written. @return false where either does not happen
    [[nodiscard]] bool close() { return m_window->close() && m_keeper.finish(std::chrono::milliseconds(patienceMs)); }
    QString openFile() { return QString::fromStdString(m_window->session().sound().path); }

    /// Both panes and the color bar as they are now, without cursor and selection.
    QImage picture() { return figure().toImage(1); }
    QString message() const { return hands->control<MessageBar>("messageBar")->text(); }
    QString textOf(const char* label) const { return hands->control<QLabel>(label)->text(); }

    /// A key for whatever has the focus in the window, as from the keyboard.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_window->focusWidget() != nullptr ? m_window->focusWidget() : m_window.get(), key, modifiers);
    }

    std::unique_ptr<PanelDriver> hands;

private:
    QuietPlatform m_quiet;
    QTemporaryDir m_folder;
    PlainKeyGuard m_guard;
    JobQueue m_tileQueue{1}; // one worker comes to the last job when all others are done
    JobQueue m_loadQueue{loadWorkers};
    SettingsKeeper m_keeper;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace gabor::test
