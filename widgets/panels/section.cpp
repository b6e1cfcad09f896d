// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/section.h"

#include "widgets/panels/fieldrow.h"
#include "widgets/theme/icons.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gabor {

Section::Section(const QString& title, const QString& name, QWidget* parent)
    : QWidget(parent), m_title(new QPushButton(title, this)), m_reset(new QPushButton(tr("Reset"), this)),
      m_body(new QWidget(this))
{
    m_title->setObjectName(name + QStringLiteral("Title"));
    m_title->setProperty("textRole", "title");
    m_title->setCheckable(false);
    m_title->setIconSize(QSize(14, 14));
    m_title->setAccessibleName(title);
    m_title->setToolTip(tr("Folds this part of the panel away, or out again."));
    m_reset->setObjectName(name + QStringLiteral("Reset"));
    m_reset->setProperty("textRole", "link");
    m_reset->setAccessibleName(tr("Reset %1").arg(title));
    m_reset->setToolTip(tr("Sets everything under this title back to its default. The dots show what is changed."));
    QSizePolicy room = m_reset->sizePolicy();
    room.setRetainSizeWhenHidden(true); // the title does not jump
    m_reset->setSizePolicy(room);
    m_reset->hide();

    auto* head = new QHBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_title, 1);
    head->addWidget(m_reset);
    m_rows = new QVBoxLayout(m_body);
    m_rows->setContentsMargins(6, 0, 2, 6);
    m_rows->setSpacing(6);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(4);
    whole->addLayout(head);
    whole->addWidget(m_body);
    auto* line = new QFrame(this);
    line->setProperty("separator", true);
    whole->addWidget(line);
    showChevron();

    connect(m_title, &QPushButton::clicked, this, [this] { setExpanded(!isExpanded()); });
    connect(m_reset, &QPushButton::clicked, this, &Section::resetRequested);
}

void Section::addRow(FieldRow* row)
{
    m_fieldRows.push_back(row);
    m_rows->addWidget(row);
}

void Section::addWidget(QWidget* widget)
{
    m_rows->addWidget(widget);
}

int Section::widestName() const
{
    int width = 12 * fontMetrics().averageCharWidth(); // so that most sections of a column agree
    for (const FieldRow* row : m_fieldRows)
        width = std::max(width, row->label()->sizeHint().width());
    return width;
}

void Section::alignRows()
{
    alignRows(widestName());
}

void Section::alignRows(int nameWidth)
{
    for (const FieldRow* row : m_fieldRows)
        row->label()->setFixedWidth(nameWidth);
}

bool Section::isExpanded() const
{
    return !m_body->isHidden();
}

void Section::setExpanded(bool expanded)
{
    m_body->setVisible(expanded);
    showChevron();
}

void Section::setChanged(bool changed)
{
    m_reset->setVisible(changed);
}

void Section::showChevron()
{
    m_title->setIcon(themedIcon(isExpanded() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_title->setAccessibleDescription(isExpanded() ? tr("expanded") : tr("collapsed"));
}

} // namespace gabor
