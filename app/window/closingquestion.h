// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QMessageBox;
class QWidget;

namespace gabor {

class DataExportFlow;
class ExportFlow;

/// Asks before the window closes over an export that would be lost by it. Who shuts the session down is not asked.
class ClosingQuestion : public QObject
{
    Q_OBJECT

public:
    /// Belongs to @p window, whose children the exports are.
    ClosingQuestion(const ExportFlow& images, const DataExportFlow& data, QWidget* window);

    /// Closes the window, whatever is lost.
    void closeUnasked();

    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isNeeded() const;
    void ask();
    /// An export has come to its end, well or not.
    void look();

    const ExportFlow& m_images;
    const DataExportFlow& m_data;
    QWidget* m_window;
    QPointer<QMessageBox> m_box;
    bool m_asks = true;
};

} // namespace gabor
