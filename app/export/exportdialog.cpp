// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/exportdialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace gabor {

namespace {

QSpinBox* pixelSpin(const QString& name, int value, const QString& toolTip)
{
    auto* spin = new QSpinBox;
    spin->setObjectName(name);
    spin->setRange(1, 100000); // what is too large is said, not cut
    spin->setValue(value);
    spin->setSuffix(ExportDialog::tr(" px"));
    spin->setToolTip(toolTip);
    spin->setAccessibleName(toolTip);
    return spin;
}

} // namespace

ExportDialog::ExportDialog(const FigureRequest& asWindow, QWidget* parent) : QDialog(parent), m_asWindow(asWindow)
{
    setWindowTitle(tr("Export image"));
    setObjectName(QStringLiteral("exportDialog"));
    m_width = pixelSpin(QStringLiteral("exportWidthSpin"), asWindow.pixels.width(), tr("Width of the image in pixels"));
    m_height =
        pixelSpin(QStringLiteral("exportHeightSpin"), asWindow.pixels.height(), tr("Height of the image in pixels"));
    m_scale = new QDoubleSpinBox;
    m_scale->setObjectName(QStringLiteral("exportScaleSpin"));
    m_scale->setRange(0.1, 100);
    m_scale->setSingleStep(0.5);
    m_scale->setValue(asWindow.scale);
    m_scale->setSuffix(tr(" ×"));
    m_scale->setToolTip(tr("How large text and lines are: at 2 everything has twice the pixels, as on a fine screen"));
    m_scale->setAccessibleName(tr("Scale of text and lines"));
    auto* asWindowButton = new QPushButton(tr("As the &window"));
    asWindowButton->setObjectName(QStringLiteral("exportAsWindowButton"));
    asWindowButton->setToolTip(tr("The picture exactly as it is on the screen"));
    asWindowButton->setAutoDefault(false);
    m_fault = new QLabel;
    m_fault->setObjectName(QStringLiteral("exportFaultLabel"));
    m_fault->setWordWrap(true);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept = buttons->addButton(tr("&Export…"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("exportAcceptButton"));
    m_accept->setDefault(true);

    auto* form = new QFormLayout(this);
    setMinimumWidth(360);
    form->addRow(tr("&Width"), m_width);
    form->addRow(tr("&Height"), m_height);
    form->addRow(tr("&Scale"), m_scale);
    form->addRow(QString(), asWindowButton);
    form->addRow(m_fault);
    form->addRow(buttons);

    connect(m_width, &QSpinBox::valueChanged, this, &ExportDialog::showFault);
    connect(m_height, &QSpinBox::valueChanged, this, &ExportDialog::showFault);
    connect(m_scale, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showFault);
    connect(asWindowButton, &QPushButton::clicked, this, [this] {
        m_width->setValue(m_asWindow.pixels.width());
        m_height->setValue(m_asWindow.pixels.height());
        m_scale->setValue(m_asWindow.scale);
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showFault();
}

FigureRequest ExportDialog::request() const
{
    FigureRequest request = m_asWindow;
    request.pixels = {m_width->value(), m_height->value()};
    request.scale = m_scale->value();
    return request;
}

void ExportDialog::showFault()
{
    const QString fault = faultIn(request());
    m_fault->setText(fault);
    m_accept->setEnabled(fault.isEmpty());
}

} // namespace gabor
