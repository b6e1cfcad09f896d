// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

class QAction;

namespace gabor {

class ExportFlow;
class FigureView;
class ProgressStrip;
class ReadoutLine;
class Session;

/// Shows what is being worked at once it takes long enough to be noticed: in words in the line under the picture, and how
/// far the picture is by a strip under the overview. Lets its refining be paused.
class WorkDisplay : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p line and dies with it; the others live as long.
    /// @param pause  pauses and goes on; says which of them it would do
    WorkDisplay(const Session& session, FigureView& figure, const ExportFlow& exportFlow, QAction& pause,
                ReadoutLine& line);

private:
    void look();
    /// Whether @p text, or an empty one, is to be seen now or after the delay.
    bool isToBeShown(const QString& text);
    QString pictureWork(double done) const;
    void togglePause();

    const Session& m_session;
    FigureView& m_figure;
    const ExportFlow& m_exportFlow;
    QAction& m_pause;
    ReadoutLine& m_line;
    ProgressStrip* m_strip = nullptr;
    QTimer m_delay;
    QTimer m_progress;
    bool m_noticeable = false;
};

} // namespace gabor
