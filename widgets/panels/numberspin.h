// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

#include <optional>

namespace gabor {

/// A spin box that never corrects what is typed: any text may stand in it, and impossible numbers come out as they are, for
/// its owner to explain and to replace when the focus has left. Steps stay within the usual range. It shows no zeros behind
/// the last decimal, reads numbers as the locale or as C writes them, and leaves the wheel alone until it has the focus.
class NumberSpin : public QDoubleSpinBox
{
    Q_OBJECT

public:
    explicit NumberSpin(QWidget* parent = nullptr);

    /// What makes a number of a text without the suffix; readNumber by default.
    using Reader = std::optional<double> (*)(const QString& text, const QLocale& locale);
    void setReader(Reader reader) { m_reader = reader; }

    /// Where stepping stops; either end may be infinite.
    void setUsualRange(double lowest, double highest);

    /// How many decimals showNumber writes, fewer than can be typed. A spin box without decimals takes whole numbers only.
    void setShownDecimals(int decimals) { m_shownDecimals = decimals; }

    /// Whether the text is a number; value() keeps the last one while it is not.
    bool hasNumber() const;
    QString typedText() const;

    /// Fills the field without signaling. The number that it already shows leaves the text alone.
    void showNumber(double number);
    /// Writes @p number whatever stands there.
    void rewriteNumber(double number);

    /// value(), or @p exact if the field shows no more than the rounding of that.
    double numberOr(double exact) const;

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void stepBy(int steps) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// At every key stroke and step, whether or not the text is a number.
    void edited();
    /// What was edited is meant: Return at a number, or a step.
    void confirmed();

protected:
    StepEnabled stepEnabled() const override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    std::optional<double> read(QString text) const;
    double stepSize() const;
    double shownUnit() const;

    Reader m_reader;
    double m_known = 0; ///< last shown by the owner: what to step from where the text is no number
    double m_lowest;
    double m_highest;
    int m_shownDecimals = 2;
    bool m_showing = false; ///< the program fills the field: no edit
};

} // namespace gabor
