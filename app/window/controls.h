// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QDockWidget;
class QMainWindow;

namespace gabor {

class AnalysisPanel;
class DisplayPanel;
class FigureView;
class Session;

/// The dock with the panels: they show what session and figure have, and hand on what is wished. Until the panels are
/// made, the dock is an empty place as wide as they will be, so that nothing moves when they come.
class Controls : public QObject
{
    Q_OBJECT

public:
    /// @param window  gets the dock. Session and figure outlive the controls
    Controls(Session& session, FigureView& figure, QMainWindow& window);

    /// Makes the next part of the panels, each within a few milliseconds: all of them together take longer than a round of
    /// the event loop should. They are seen when they are whole.
    /// @return whether there is another one to make
    bool buildNext();
    /// Makes all that is still missing.
    void build();

    /// Shows and hides the dock.
    QAction* toggleAction() const;

private:
    void connectAnalysis();
    void connectDisplay();
    void finish();
    void showSound();
    void showContent();
    void showBand();

    Session& m_session;
    FigureView& m_figure;
    QDockWidget* m_dock = nullptr;
    QWidget* m_column = nullptr; ///< of the panels, under each other
    bool m_areWhole = false;     ///< the panels: before, they show nothing and are told nothing
    AnalysisPanel* m_analysis = nullptr;
    DisplayPanel* m_display = nullptr;
};

} // namespace gabor
