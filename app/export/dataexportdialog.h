// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/export/datarequest.h"

#include <QDialog>

class QButtonGroup;
class QComboBox;
class QLabel;

namespace gabor {

/// Asks which part of the spectrogram is to be exported as numbers, and which numbers.
class DataExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param scope    has frames
    /// @param initial  chosen at first; a selection that does not exist falls back to the whole
    DataExportDialog(const DataScope& scope, const DataChoice& initial, QWidget* parent);

    DataChoice choice() const;

private:
    QButtonGroup* makeParts(const char* name, const QStringList& texts, DataPart initial);
    QComboBox* makeQuantities(DataQuantity initial);
    QComboBox* makePrecisions(StoredPrecision initial);
    void showSize();

    DataScope m_scope;
    QButtonGroup* m_times = nullptr;
    QButtonGroup* m_frequencies = nullptr;
    QComboBox* m_quantity = nullptr;
    QComboBox* m_precision = nullptr;
    QLabel* m_size = nullptr;
};

} // namespace gabor
