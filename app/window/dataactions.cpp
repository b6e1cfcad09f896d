// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/dataactions.h"

#include "app/export/dataexportflow.h"
#include "app/export/exportflow.h"
#include "app/session/commandtext.h"
#include "app/session/pythontext.h"
#include "app/session/session.h"
#include "app/session/soundtext.h"
#include "app/window/actions.h"
#include "widgets/panels/messagebar.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>

namespace gabor {

struct DataActions::Texts
{
    const char* name;
    QString text;
    QString toolTip;
    QKeySequence shortcut{};
};

namespace {

/// In every menu that has @p known.
void insertBehind(const QAction* known, QAction* added)
{
    for (QObject* const place : known->associatedObjects()) {
        auto* const menu = qobject_cast<QMenu*>(place);
        if (menu == nullptr)
            continue;
        const qsizetype next = menu->actions().indexOf(known) + 1;
        menu->insertAction(menu->actions().value(next), added);
    }
}

QString withShortcut(const QString& toolTip, const QAction& action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? toolTip : QStringLiteral("%1 (%2)").arg(toolTip, keys);
}

} // namespace

DataActions::DataActions(const Surroundings& surroundings, const Actions& neighbors, QWidget* window)
    : QObject(window), m_with(surroundings), m_flow(new DataExportFlow(surroundings.queue, window))
{
    m_exportData = make(window,
                        {"exportDataAction", tr("Export d&ata…"),
                         tr("Save the numbers of the spectrogram for NumPy or as text"), QKeySequence("Ctrl+Shift+E")},
                        &DataActions::exportData);
    m_copyPython = make(window,
                        {"copyPythonAction", tr("Copy as P&ython"),
                         tr("Copy a script that makes the same numbers and picture with SciPy and matplotlib"),
                         QKeySequence("Ctrl+Shift+C")},
                        &DataActions::copyPython);
    m_copyCommand = make(window,
                         {"copyCommandAction", tr("Copy as co&mmand line"),
                          tr("Copy the line for a terminal that makes the same numbers")},
                         &DataActions::copyCommand);
    insertBehind(neighbors.exportImage, m_exportData);
    insertBehind(neighbors.copyImage, m_copyPython);
    insertBehind(m_copyPython, m_copyCommand);

    connect(m_flow, &DataExportFlow::done, this, [this](const QString& sentence) {
        m_with.imageExport.setDirectory(m_flow->directory());
        m_with.messages.show(MessageBar::Kind::Information, sentence);
    });
    connect(m_flow, &DataExportFlow::failed, this,
            [this](const QString& sentence) { m_with.messages.show(MessageBar::Kind::Warning, sentence); });
    connect(&m_with.session, &Session::soundChanged, this, &DataActions::adaptToSound);
    adaptToSound();
}

QAction* DataActions::make(QWidget* window, const Texts& texts, void (DataActions::*run)())
{
    auto* action = new QAction(texts.text, window);
    action->setObjectName(QLatin1String(texts.name));
    action->setShortcut(texts.shortcut);
    action->setToolTip(withShortcut(texts.toolTip, *action));
    action->setData(texts.toolTip);
    window->addAction(action);
    connect(action, &QAction::triggered, this, run);
    return action;
}

void DataActions::exportData()
{
    if (const QString sentence = obstacle(); !sentence.isEmpty()) {
        m_with.messages.show(MessageBar::Kind::Warning, sentence);
        return;
    }
    const FigureContent& content = m_with.session.content();
    const ViewModel& view = m_with.figure.view();
    const DataScope scope{.source = content.source,
                          .channel = content.spec.channel,
                          .stft = content.spec.stft,
                          .visible = view.span(),
                          .selection = view.selection()};
    m_flow->setDirectory(m_with.imageExport.directory());
    m_flow->exportData(scope, QFileInfo(soundName(m_with.session.sound())).completeBaseName());
}

void DataActions::copyPython()
{
    copy(pythonText(recipe()), tr("The Python script is on the clipboard."));
}

void DataActions::copyCommand()
{
    copy(commandText(recipe()), tr("The command line is on the clipboard."));
}

void DataActions::copy(const QString& text, const QString& sentence)
{
    if (const QString why = obstacle(); !why.isEmpty()) {
        m_with.messages.show(MessageBar::Kind::Warning, why);
        return;
    }
    QGuiApplication::clipboard()->setText(text);
    m_with.messages.show(MessageBar::Kind::Information, sentence);
}

QString DataActions::obstacle() const
{
    const FigureContent& content = m_with.session.content();
    if (!content.source->isComplete())
        return tr("The sound is still being decoded; its numbers can be had when that is done.");
    if (frameCount(content.spec.stft, content.source->availableSamples()) == 0)
        return tr("The window is longer than the sound, so that there is no frame; choose a shorter window.");
    return {};
}

AnalysisRecipe DataActions::recipe() const
{
    const FigureContent& content = m_with.session.content();
    return {.sound = m_with.session.sound(),
            .channel = content.spec.channel,
            .stft = content.spec.stft,
            .display = content.display,
            .span = m_with.figure.view().span(),
            .reduction = content.spec.reduction};
}

/// A generated sound is nothing that a script could read.
void DataActions::adaptToSound()
{
    const bool isFile = !m_with.session.isDemo();
    for (QAction* const action : {m_copyPython, m_copyCommand}) {
        action->setEnabled(isFile);
        action->setToolTip(withShortcut(
            isFile ? action->data().toString() : tr("For sound from a file; the demo signal is none"), *action));
    }
}

} // namespace gabor
