// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace gabor {

class NumberSpin;

struct RangeEnds
{
    double low = 0;
    double high = 0;
    bool automatic = false; ///< found by the program; an end that somebody types is not

    friend bool operator==(const RangeEnds&, const RangeEnds&) = default;
};

/// Two fields for the ends of a range. Each is tried against the other end in force, at every key stroke, and what is
/// possible is signaled. A fault is said and takes the range back to what it was before the edit, which ends with Return,
/// a step, or when the keyboard leaves the field; then the fields show the ends in force.
class RangeFields : public QObject
{
    Q_OBJECT

public:
    /// In words for the user, or nothing.
    struct Faults
    {
        std::function<QString(const QString& typed)> unreadable;
        std::function<QString(const RangeEnds& ends)> impossible;
    };

    RangeFields(NumberSpin& low, NumberSpin& high, Faults faults, QObject* parent);

    /// The ends in force, without signaling. Other ones end what is being typed, unless they answer it or it is faulty.
    void setEnds(const RangeEnds& ends);
    const RangeEnds& ends() const { return m_ends; }

    /// Keeps what is possible of the edit and shows the ends in force.
    void finish();
    /// Goes back to what was before the edit.
    void discard();

signals:
    void endsChanged(const gabor::RangeEnds& ends);
    /// At every edit: why @p field has none, or nothing.
    void faultChanged(const QString& sentence, QWidget* field);

private:
    void tryField(NumberSpin& field);
    void offer(const RangeEnds& ends);
    void closeEdit();
    void showEnds();

    NumberSpin* m_low;
    NumberSpin* m_high;
    Faults m_faults;
    RangeEnds m_ends;               ///< in force
    RangeEnds m_standing;           ///< what was in force when the edit began
    NumberSpin* m_edited = nullptr; ///< the field whose edit has not ended
    bool m_faulty = false;          ///< it says nothing possible, and m_ends is m_standing
    bool m_offering = false;
};

} // namespace gabor
