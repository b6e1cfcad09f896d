// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/figurerenderer.h"
#include "app/figure/exportchoice.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace gabor {

class FigurePreview;
class FigureSizeControls;

/// Asks what an exported image shall be like, and shows it.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param queue     for the preview; outlives the dialog
    /// @param asWindow  with the size and scale that the window has
    /// @param initial   chosen at first
    ExportDialog(JobQueue& queue, const FigureRequest& asWindow, const ExportChoice& initial, QWidget* parent);
    ~ExportDialog() override;

    ExportChoice choice() const;
    /// What was asked for, with what was chosen.
    FigureRequest request() const;

private:
    void addFormats(QFormLayout& form, ImageFormat initial);
    void addThemes(QFormLayout& form, bool dark);
    QWidget* makeParts(const FigureParts& initial);
    void showChoice();

    FigureRequest m_asWindow;
    QComboBox* m_format = nullptr;
    FigureSizeControls* m_size = nullptr;
    QComboBox* m_theme = nullptr;
    QList<QCheckBox*> m_parts;
    FigurePreview* m_preview = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_fault = nullptr;
    QPushButton* m_accept = nullptr;
};

} // namespace gabor
