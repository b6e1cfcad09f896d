// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"

#include <QDialog>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace gabor {

/// Asks how large an exported image shall be.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param asWindow  with the size and scale that the window has
    ExportDialog(const FigureRequest& asWindow, QWidget* parent);

    /// What was asked for, with the size and scale that were chosen.
    FigureRequest request() const;

private:
    void showFault();

    FigureRequest m_asWindow;
    QSpinBox* m_width = nullptr;
    QSpinBox* m_height = nullptr;
    QDoubleSpinBox* m_scale = nullptr;
    QLabel* m_fault = nullptr;
    QPushButton* m_accept = nullptr;
};

} // namespace gabor
