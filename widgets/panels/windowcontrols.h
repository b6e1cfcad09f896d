// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dsp/window.h"
#include "widgets/panels/draftedit.h"

#include <QObject>

#include <vector>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace gabor {

class FieldRow;
class NumberSpin;
class Section;

/// The rows of a section that choose a window: its kind, its parameters while it has any, periodic or symmetric.
class WindowControls : public QObject
{
    Q_OBJECT

public:
    /// Adds the rows to @p section, which owns the widgets.
    WindowControls(Section& section, QObject* parent);

    /// Shows @p window without signaling; a field that already says its value keeps its text.
    /// @param edited  the control that somebody is at, left alone
    void showWindow(const WindowSpec& window, const QWidget* edited);

    /// Dots on what differs from @p standard.
    void showDifferences(const WindowSpec& window, const WindowSpec& standard, int windowLength);

    /// Room for the name of every parameter of every window, in the font of @p section.
    static int widestName(const Section& section);

signals:
    void edited(const gabor::DraftEdit& edit);
    /// What was edited is meant.
    void confirmed();

private:
    void buildParameterRows(Section& section);
    void showParameterRows(WindowKind kind);
    void showParameters(const std::vector<double>& parameters, const QWidget* edited);
    void connectControls();
    void takeParameter(std::size_t index);
    void takeList();

    WindowKind m_kind = WindowKind::Hann;
    bool m_rowsReady = false; ///< the rows stand for the parameters of m_kind
    bool m_showing = false;   ///< fields are being filled: what they signal is no edit
    QComboBox* m_kindCombo = nullptr;
    QLineEdit* m_listEdit = nullptr; ///< the weights of a general cosine window, as many as one likes
    QCheckBox* m_symmetricCheck = nullptr;
    std::vector<NumberSpin*> m_spins;
    FieldRow* m_kindRow = nullptr;
    FieldRow* m_listRow = nullptr;
    FieldRow* m_symmetricRow = nullptr;
    std::vector<FieldRow*> m_spinRows;
};

} // namespace gabor
