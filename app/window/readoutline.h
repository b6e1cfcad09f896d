// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/cursorreadout.h"

#include <QStatusBar>

class QAction;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QToolButton;

namespace gabor {

/// The line under the picture: what is under the cursor, what is selected, what is open, and how far running work is.
class ReadoutLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit ReadoutLine(QWidget* parent = nullptr);

    void showCursor(const CursorText& text);
    void showSelection(const QString& text);
    void showSound(const QString& text);
    /// What stands beside the words about running work.
    enum class Beside {
        Nothing,
        BusyBar,    ///< nobody knows how far it is
        PauseButton ///< what the pause action does
    };
    /// @param work  "Opening x.flac", or empty when nothing runs
    void showWork(const QString& work, Beside beside);
    void setPauseAction(QAction* action);

signals:
    /// Somebody wants to know more of what is open.
    void soundClicked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeRoom();
    void addReadings();
    QLabel* addField(const char* name, const QString& accessibleName, const QString& widest);
    void addWork();
    void addSound();

    QWidget* m_fields;
    QHBoxLayout* m_row; ///< of the fields
    QLabel* m_time = nullptr;
    QLabel* m_frequency = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_level = nullptr;
    QLabel* m_peak = nullptr;
    QLabel* m_selection = nullptr;
    QLabel* m_work = nullptr;
    QProgressBar* m_progress = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_sound = nullptr;
};

} // namespace gabor
