// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace gabor {

class FieldRow;

/// A part of a panel under a title that folds it, with a link that sets it back while something in it is changed.
class Section : public QWidget
{
    Q_OBJECT

public:
    /// @param name  begins the object names of the title ("…Title") and of the link ("…Reset")
    Section(const QString& title, const QString& name, QWidget* parent = nullptr);

    void addRow(FieldRow* row);
    void addWidget(QWidget* widget);

    /// Gives the names of all rows the width of the widest, so that the fields stand in one column.
    void alignRows();
    void alignRows(int nameWidth);
    int widestName() const; ///< at least a usual width

    bool isExpanded() const;
    void setExpanded(bool expanded);
    void setChanged(bool changed);

signals:
    void resetRequested();

private:
    void showChevron();

    QPushButton* m_title = nullptr;
    QPushButton* m_reset = nullptr;
    QWidget* m_body = nullptr;
    QVBoxLayout* m_rows = nullptr;
    std::vector<FieldRow*> m_fieldRows;
};

} // namespace gabor
