// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/figurerow.h"

#include <QHBoxLayout>
#include <QWidget>

namespace gabor {

QWidget* besideEachOther(QWidget* pane, QWidget* beside, QWidget* parent)
{
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(pane, 1);
    layout->addWidget(beside);
    return row;
}

QWidget* emptyColumn(int width, QWidget* parent)
{
    auto* column = new QWidget(parent);
    column->setFixedWidth(width);
    return column;
}

} // namespace gabor
