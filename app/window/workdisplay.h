// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace gabor {

class ExportFlow;
class FigureView;
class ReadoutLine;
class Session;

/// Says in the line under the picture what is being worked at, once it takes long enough to be noticed.
class WorkDisplay : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p line and dies with it; the others live as long.
    WorkDisplay(const Session& session, const FigureView& figure, const ExportFlow& exportFlow, ReadoutLine& line);

private:
    void look();

    const Session& m_session;
    const FigureView& m_figure;
    const ExportFlow& m_exportFlow;
    ReadoutLine& m_line;
    QTimer m_delay;
    bool m_noticeable = false;
};

} // namespace gabor
