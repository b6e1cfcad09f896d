// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/panelparts.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace gabor {

void describe(QWidget& control, const char* objectName, const QString& name, const QString& toolTip)
{
    control.setObjectName(QLatin1String(objectName));
    control.setAccessibleName(name);
    control.setToolTip(toolTip);
}

QWidget* inOneField(const std::vector<QWidget*>& controls, int spacing, QWidget* parent)
{
    auto* field = new QWidget(parent);
    field->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* box = new QHBoxLayout(field);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(spacing);
    for (QWidget* control : controls)
        box->addWidget(control, control->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed ? 0 : 1);
    return field;
}

QPushButton* segment(const QString& text, const char* place, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setCheckable(true);
    button->setProperty("segment", place);
    return button;
}

} // namespace gabor
