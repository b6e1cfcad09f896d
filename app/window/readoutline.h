// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panes/cursorreadout.h"

#include <QStatusBar>

class QLabel;
class QProgressBar;

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
    /// @param work  "Opening x.flac", or empty when nothing runs
    /// @param done  0 to 1; below 0: nobody knows how far it is
    void showWork(const QString& work, double done);

private:
    QLabel* addField(const char* name, const QString& accessibleName, const QString& widest);

    QLabel* m_time = nullptr;
    QLabel* m_frequency = nullptr;
    QLabel* m_note = nullptr;
    QLabel* m_level = nullptr;
    QLabel* m_peak = nullptr;
    QLabel* m_selection = nullptr;
    QLabel* m_work = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_sound = nullptr;
};

} // namespace gabor
