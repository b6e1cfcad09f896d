// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/closingquestion.h"

#include "app/export/dataexportflow.h"
#include "app/export/exportflow.h"

#include <QEvent>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>

namespace gabor {

ClosingQuestion::ClosingQuestion(const ExportFlow& images, const DataExportFlow& data, QWidget* window)
    : QObject(window), m_images(images), m_data(data), m_window(window)
{
    window->installEventFilter(this);
    connect(&images, &ExportFlow::done, this, &ClosingQuestion::look);
    connect(&images, &ExportFlow::failed, this, &ClosingQuestion::look);
    connect(&data, &DataExportFlow::done, this, &ClosingQuestion::look);
    connect(&data, &DataExportFlow::failed, this, &ClosingQuestion::look);
    // Qt tells neither whether the session really ends nor that somebody has called it off.
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this, [this] { m_asks = false; }, Qt::DirectConnection);
}

void ClosingQuestion::closeUnasked()
{
    m_asks = false;
    m_window->close();
}

bool ClosingQuestion::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_window || event->type() != QEvent::Close || !m_asks || !isNeeded())
        return false;
    event->ignore();
    ask();
    return true;
}

/// An image that is drawn already is written to its end even after the window has closed.
bool ClosingQuestion::isNeeded() const
{
    return m_data.isBusy() || m_images.isDrawingFile();
}

void ClosingQuestion::ask()
{
    if (m_box)
        return;
    m_box = new QMessageBox(QMessageBox::Question, tr("Close Gabor"), tr("An export is being written."),
                            QMessageBox::NoButton, m_window);
    m_box->setObjectName(QStringLiteral("closingQuestion"));
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    m_box->setInformativeText(tr("Stop it and close?"));
    const QPushButton* const stop = m_box->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
    QPushButton* const goOn = m_box->addButton(tr("&Go on"), QMessageBox::RejectRole);
    m_box->setDefaultButton(goOn);
    m_box->setEscapeButton(goOn);
    connect(stop, &QPushButton::clicked, this, &ClosingQuestion::closeUnasked, Qt::QueuedConnection);
    m_box->open();
}

/// How it ended stands in the window, which therefore stays.
void ClosingQuestion::look()
{
    if (m_box && !isNeeded())
        m_box->reject();
}

} // namespace gabor
