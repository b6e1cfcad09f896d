// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/lengthtext.h"

#include <QComboBox>

#include <cstdint>
#include <optional>
#include <vector>

namespace gabor {

/// A length in samples to choose or to write, in samples or as a time, with a note beside it that tells the other one.
/// What is written stays as written.
class LengthEdit : public QComboBox
{
    Q_OBJECT

public:
    explicit LengthEdit(QWidget* parent = nullptr);

    /// @param notes  one for each length, shown beside it in the list
    void setOffers(const std::vector<int>& lengths, const QStringList& notes);

    /// Turns written times into samples. Hz, > 0.
    void setSampleRate(double sampleRate);

    /// The number of samples meant, or nothing while the text is no length.
    std::optional<std::int64_t> samples() const;
    bool writtenAsTime() const;

    /// Fills the field without signaling. A text that already means @p length is left alone, and the last one left so comes
    /// back if it means that.
    void showSamples(int length);
    /// Writes the plain number whatever stands there.
    void rewriteSamples(int length);

    /// Shown small at the right end of the field.
    void setNote(const QString& note);
    QString note() const;

signals:
    /// At every key stroke and choice, whether or not the text is a length.
    void edited();
    /// What was edited is meant: Return, or a choice from the list.
    void confirmed();

private:
    class NotedLine;

    std::optional<LengthReading> readText(const QString& text) const;
    void fill(const QString& text);

    NotedLine* m_line = nullptr;
    QString m_known; ///< the text that was last in accord with what the program knew
    double m_sampleRate = 48000;
    bool m_showing = false; ///< the program fills the field: no edit
};

} // namespace gabor
