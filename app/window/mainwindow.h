// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"
#include "app/session/session.h"
#include "app/window/actions.h"
#include "widgets/panes/cursorreadout.h"

#include <QMainWindow>

#include <memory>

namespace gabor {

class ClosingQuestion;
class ContentPacer;
class Controls;
class ExportFlow;
class MessageBar;
class PictureMemory;
class ReadoutLine;
class RecentFiles;
class RecipeDrop;
class SettingsKeeper;
class SoundOpening;
class SoundReload;
struct Settings;

/// Arranges the parts of the window and connects them; computes nothing.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// What nobody can use before there is a picture: the window is whole at once, or the picture comes first.
    enum class Building { AtOnce, PictureFirst };

    /// @param tileQueue, loadQueue, keeper  outlive the window
    MainWindow(JobQueue& tileQueue, JobQueue& loadQueue, SettingsKeeper& keeper, Building building = Building::AtOnce);
    ~MainWindow() override;

    Session& session() { return m_session; }
    FigureView& figure() { return *m_figure; }
    MessageBar& messages() { return *m_messageBar; }

    /// Opens the first of @p paths; the others are there to be chosen among the recent files.
    /// @param reading  of the first; by default as it was read the last time
    void openFiles(const QStringList& paths, const SoundReading& reading = {});

    /// As close(), but without asking for an export that is lost by it: nobody may be there to answer.
    void closeUnasked();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void connectSession();
    void connectFigure();
    void connectActions();

    QSize usualSize() const;
    void restoreAnalysis(const Settings& settings);
    void restore(const Settings& settings);
    Settings settings() const;

    void askForFile();
    void showSound();
    void showContent();
    void showView();
    void showCursor();
    CursorText readoutText();
    FigureRequest windowRequest();
    void copyImage();
    void setTheme(ThemeChoice theme);

    SettingsKeeper& m_keeper;
    Session m_session;
    Actions m_actions;
    QString m_lastDirectory;
    ThemeChoice m_theme = ThemeChoice::System;

    FigureView* m_figure = nullptr;
    ContentPacer* m_pacer = nullptr;
    Controls* m_controls = nullptr;
    MessageBar* m_messageBar = nullptr;
    PictureMemory* m_memory = nullptr;
    ReadoutLine* m_readout = nullptr;
    RecentFiles* m_recentFiles = nullptr;
    RecipeDrop* m_recipeDrop = nullptr;
    SoundOpening* m_opening = nullptr;
    SoundReload* m_soundReload = nullptr;
    ExportFlow* m_exportFlow = nullptr;
    ClosingQuestion* m_closingQuestion = nullptr;
};

} // namespace gabor
