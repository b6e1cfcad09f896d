// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>
#include <QWidget>

namespace gabor {

/// The name of a field, with a dot in the accent color while its value is not the default.
class FieldLabel : public QLabel
{
    Q_OBJECT

public:
    explicit FieldLabel(const QString& text, QWidget* parent = nullptr);

    void setChanged(bool changed);
    bool isChanged() const { return m_changed; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_changed = false;
};

/// Why a field cannot be used: a sentence with a warning sign, taking no room while there is nothing to say.
class FieldNote : public QLabel
{
    Q_OBJECT

public:
    explicit FieldNote(QWidget* parent = nullptr);

    void setSentence(const QString& sentence);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// One line of a panel: name, field, and below them what is wrong with the field's content.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    /// @param field  takes the right part of the row
    /// @param buddy  the control inside @p field that the name's mnemonic leads to; nothing: @p field itself
    FieldRow(const QString& name, QWidget* field, QWidget* buddy = nullptr, QWidget* parent = nullptr);

    FieldLabel* label() const { return m_label; }

    void setChanged(bool changed) { m_label->setChanged(changed); }

    /// Says @p sentence below the field and in the accessible description of the control that it is about; empty: all is
    /// well.
    /// @param control  inside the field; nothing: the buddy
    void setFault(const QString& sentence, QWidget* control = nullptr);
    QString fault() const { return m_note->text(); }

private:
    QWidget* m_buddy = nullptr;
    QWidget* m_faulty = nullptr; ///< marked as the control that the sentence is about
    FieldLabel* m_label = nullptr;
    FieldNote* m_note = nullptr;
};

/// The row that @p control stands in; there is one.
FieldRow& rowOf(const QWidget& control);

} // namespace gabor
