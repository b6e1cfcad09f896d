// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/analysisrecipe.h"

#include <QObject>

class QAction;

namespace gabor {

struct Actions;
class DataExportFlow;
class ExportFlow;
class FigureView;
class JobQueue;
class MessageBar;
class Session;

/// The ways by which the numbers behind the picture leave the window: as a file, as a Python script and as a command
/// line. Puts its actions into the menus beside those for the picture.
class DataActions : public QObject
{
    Q_OBJECT

public:
    /// What the actions work on; everything outlives them.
    struct Surroundings
    {
        const Session& session;
        FigureView& figure;
        ExportFlow& imageExport; ///< whose folder is shared
        MessageBar& messages;
        JobQueue& queue;
    };

    /// @param neighbors  the actions that are in the menus already
    DataActions(const Surroundings& surroundings, const Actions& neighbors, QWidget* window);

    const DataExportFlow& dataExport() const { return *m_flow; }

private:
    struct Texts;

    QAction* make(QWidget* window, const Texts& texts, void (DataActions::*run)());
    void exportData();
    void copyPython();
    void copyCommand();
    void copy(const QString& text, const QString& sentence);
    /// Why there is no array to be had now, as a sentence; empty when there is one.
    QString obstacle() const;
    AnalysisRecipe recipe() const;
    void adaptToSound();

    Surroundings m_with;
    DataExportFlow* m_flow;
    QAction* m_exportData = nullptr;
    QAction* m_copyPython = nullptr;
    QAction* m_copyCommand = nullptr;
};

} // namespace gabor
