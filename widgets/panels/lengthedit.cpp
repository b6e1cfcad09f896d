// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/lengthedit.h"

#include "widgets/panels/wheelguard.h"

#include <QGuiApplication>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

namespace gabor {
namespace {

constexpr int noteRole = Qt::UserRole;
constexpr int gap = 6;

/// An entry of the list with its note at the right end.
class NotedDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->setPen(
            QGuiApplication::palette().color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -gap, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(noteRole).toString());
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int note = option.fontMetrics.horizontalAdvance(index.data(noteRole).toString());
        return QStyledItemDelegate::sizeHint(option, index) + QSize(note + 3 * gap, 4);
    }
};

} // namespace

class LengthEdit::NotedLine : public QLineEdit
{
public:
    using QLineEdit::QLineEdit;

    void setNote(const QString& note)
    {
        m_note = note;
        setAccessibleDescription(note);
        update();
    }
    const QString& note() const { return m_note; }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QLineEdit::paintEvent(event);
        // Long texts have the room for themselves.
        const QFontMetrics metrics = fontMetrics();
        if (metrics.horizontalAdvance(text()) + metrics.horizontalAdvance(m_note) + 2 * gap > width())
            return;
        QPainter painter(this);
        // A style sheet replaces the placeholder color of the widget's own palette by a faint one.
        painter.setPen(QGuiApplication::palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(0, 0, -2, 0), Qt::AlignRight | Qt::AlignVCenter, m_note);
    }

private:
    QString m_note;
};

LengthEdit::LengthEdit(QWidget* parent) : QComboBox(parent), m_line(new NotedLine(this))
{
    setEditable(true);
    setLineEdit(m_line);
    setInsertPolicy(NoInsert);
    setCompleter(nullptr); // it would make 2048 of a typed 2
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(6);
    setMaxVisibleItems(12);
    setItemDelegate(new NotedDelegate(this));
    guardFromWheel(*this);
    connect(this, &QComboBox::editTextChanged, this, [this] {
        if (!m_showing)
            emit edited();
    });
    connect(this, &QComboBox::activated, this, &LengthEdit::confirmed);
    connect(m_line, &QLineEdit::returnPressed, this, &LengthEdit::confirmed);
}

void LengthEdit::setOffers(const std::vector<int>& lengths, const QStringList& notes)
{
    m_showing = true;
    const QString typed = currentText();
    clear();
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        addItem(QString::number(lengths[i]));
        setItemData(static_cast<int>(i), notes.value(static_cast<qsizetype>(i)), noteRole);
    }
    setCurrentIndex(findText(typed));
    setEditText(typed);
    m_showing = false;
}

void LengthEdit::setSampleRate(double sampleRate)
{
    m_sampleRate = sampleRate;
}

std::optional<LengthReading> LengthEdit::readText(const QString& text) const
{
    return readLength(text, m_sampleRate, locale());
}

std::optional<std::int64_t> LengthEdit::samples() const
{
    const std::optional<LengthReading> reading = readText(currentText());
    return reading ? std::optional(reading->samples) : std::nullopt;
}

bool LengthEdit::writtenAsTime() const
{
    const std::optional<LengthReading> reading = readText(currentText());
    return reading && reading->inSeconds;
}

void LengthEdit::showSamples(int length)
{
    if (samples() == length) {
        m_known = currentText();
        return;
    }
    const std::optional<LengthReading> known = readText(m_known);
    if (known && known->samples == length)
        fill(m_known);
    else
        rewriteSamples(length);
}

void LengthEdit::rewriteSamples(int length)
{
    fill(QString::number(length));
}

void LengthEdit::fill(const QString& text)
{
    m_showing = true;
    m_known = text;
    setCurrentIndex(findText(text));
    setEditText(text);
    m_showing = false;
}

void LengthEdit::setNote(const QString& note)
{
    m_line->setNote(note);
}

QString LengthEdit::note() const
{
    return m_line->note();
}

} // namespace gabor
