// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/faulttext.h"

#include "widgets/panels/lengthtext.h"
#include "widgets/panels/numberlist.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace gabor {
namespace {

struct FaultText
{
    Q_DECLARE_TR_FUNCTIONS(gabor::FaultText)
};

QString number(double value)
{
    return withMinusSign(QLocale().toString(value, 'f', QLocale::FloatingPointShortest));
}

QString onScale(double limit, LevelScale scale)
{
    return isInDecibels(scale) ? FaultText::tr("%1 dB").arg(number(limit)) : number(limit);
}

QString whole(int value)
{
    return QLocale().toString(value);
}

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// A word without end would make the panel wider than it is.
QString quoted(const QString& typed)
{
    constexpr qsizetype longest = 20;
    const QString words = typed.trimmed();
    return words.size() <= longest ? words : words.left(longest - 1) + QChar(0x2026);
}

/// "β must be between 0 and 20", with the ends that there are and may be taken.
QString rangeText(const WindowFault& fault, const WindowSpec& window)
{
    const auto infos = windowInfo(window.kind).parameters;
    // One description may stand for a list of any length, as the weights of a general cosine window do.
    const auto index = static_cast<std::size_t>(std::max(fault.parameter, 0));
    if (infos.empty())
        return FaultText::tr("This window takes no parameter.");
    const WindowParameterInfo& info = infos[std::min(index, infos.size() - 1)];
    const QString name = text(info.symbol.empty() ? info.name : info.symbol);
    const QString sentence = (info.minimumExcluded ? FaultText::tr("%1 must be more than %2 and at most %3.")
                                                   : FaultText::tr("%1 must be between %2 and %3."))
                                 .arg(name, number(fault.minimum), number(fault.maximum));
    return sentence;
}

} // namespace

QString faultText(const WindowFault& fault, const WindowSpec& window, int length)
{
    const QString name = text(windowInfo(window.kind).displayName);
    switch (fault.rule) {
    case WindowFault::Rule::LengthNotPositive:
        return FaultText::tr("A window needs at least 1 sample; %1 is none.").arg(whole(length));
    case WindowFault::Rule::ParameterCount:
        return FaultText::tr("The %1 window needs its numbers, for example 0.5, 0.5.").arg(name);
    case WindowFault::Rule::ParameterOutOfRange:
        return rangeText(fault, window);
    case WindowFault::Rule::HalfBandwidthTooLarge:
        return FaultText::tr("NW must be below half the window length, here below %1.").arg(number(fault.maximum));
    case WindowFault::Rule::OddLength:
        return FaultText::tr("The %1 window exists only for even lengths; %2 is odd.").arg(name, whole(length));
    case WindowFault::Rule::PeriodicUnknown:
        return FaultText::tr("The %1 window exists only in its symmetric form.").arg(name);
    case WindowFault::Rule::SumIsZero:
        return FaultText::tr("With these numbers the window adds up to zero, so no level could be measured.");
    }
    return {};
}

QString faultText(const StftFault& fault, const StftParameters& parameters)
{
    switch (fault.rule) {
    case StftFault::Rule::WindowLengthNotPositive:
        return FaultText::tr("A window needs at least 1 sample; %1 is none.").arg(whole(parameters.windowLength));
    case StftFault::Rule::HopNotPositive:
        return FaultText::tr("The overlap must be less than the window: at most %1 of %2 samples.")
            .arg(whole(parameters.windowLength - 1), whole(parameters.windowLength));
    case StftFault::Rule::HopExceedsWindow:
        return FaultText::tr("The overlap cannot be negative; 0 sets window beside window.");
    case StftFault::Rule::NfftBelowWindow:
        return FaultText::tr("NFFT must be at least the window length, %1 samples.")
            .arg(whole(parameters.windowLength));
    case StftFault::Rule::NfftTooLarge:
        return FaultText::tr("NFFT can be at most %1.").arg(whole(maximumNfft));
    case StftFault::Rule::Window:
        return faultText(fault.window, parameters.window, parameters.windowLength);
    }
    return {};
}

QString windowLengthFaultText(const StftFault& fault, const StftParameters& parameters, std::optional<int> padding)
{
    if (fault.rule == StftFault::Rule::NfftTooLarge && padding)
        return FaultText::tr("The window can be at most %1 samples where NFFT is %2 times as long.")
            .arg(whole(maximumNfft / *padding), whole(*padding));
    if (fault.rule == StftFault::Rule::NfftBelowWindow)
        return FaultText::tr("The window can be at most as long as NFFT, %1 samples.").arg(whole(parameters.nfft));
    return faultText(fault, parameters);
}

QString faultText(const DisplayFault& fault, const DisplayParameters& parameters)
{
    switch (fault.rule) {
    case DisplayFault::Rule::LimitNotFinite:
        return FaultText::tr("Both limits must be ordinary numbers.");
    case DisplayFault::Rule::LimitTooFar: {
        const double farthest = farthestLimitOn(parameters.levelScale);
        return FaultText::tr("Limits lie between %1 and %2.")
            .arg(number(-farthest), onScale(farthest, parameters.levelScale));
    }
    case DisplayFault::Rule::LimitsTooClose:
        return FaultText::tr("The two limits are too close to each other.");
    case DisplayFault::Rule::LimitsNotAscending:
        return FaultText::tr("The low limit (%1) must be below the high one (%2).")
            .arg(onScale(parameters.low, parameters.levelScale), onScale(parameters.high, parameters.levelScale));
    case DisplayFault::Rule::CalibrationMissing:
        return calibrationWantedText();
    case DisplayFault::Rule::CalibrationOutOfRange:
        return FaultText::tr("A sine of full scale lies between %1 and %2 dB SPL.")
            .arg(number(-farthestLimit), number(farthestLimit));
    case DisplayFault::Rule::ConcertPitchOutOfRange:
        return FaultText::tr("Concert pitch lies between %1 and %2 Hz.")
            .arg(number(lowestConcertPitchHz), number(highestConcertPitchHz));
    }
    return {};
}

QString calibrationWantedText()
{
    return FaultText::tr("How many dB SPL does a sine of full scale stand for? For example 94.");
}

QString frequencyFaultText(double lowHz, double highHz, double lowestHz, double maximumHz)
{
    if (lowHz < 0)
        return FaultText::tr("Frequencies begin at 0 Hz.");
    if (lowHz < lowestHz)
        return FaultText::tr("A logarithmic axis has no 0 Hz; this one begins at %1 Hz.").arg(number(lowestHz));
    if (highHz > maximumHz)
        return FaultText::tr("This sound ends at %1 Hz, half its sample rate.").arg(number(maximumHz));
    if (lowHz >= highHz)
        return FaultText::tr("The low end (%1 Hz) must be below the high one (%2 Hz).")
            .arg(number(lowHz), number(highHz));
    return {};
}

QString unreadableLengthText(const QString& typed)
{
    if (typed.trimmed().isEmpty())
        return FaultText::tr("Write a number of samples (2048) or a time (42 ms, 1/4 s).");
    return FaultText::tr("“%1” is no length: write whole samples (2048) or a time (42 ms, 1/4 s).").arg(quoted(typed));
}

QString unreadableNumberText(const QString& typed)
{
    if (typed.trimmed().isEmpty())
        return FaultText::tr("Write a number.");
    return FaultText::tr("“%1” is not a number.").arg(quoted(typed));
}

QString unreadableFrequencyText(const QString& typed)
{
    if (typed.trimmed().isEmpty())
        return FaultText::tr("Write a frequency (5000, 5 kHz).");
    return FaultText::tr("“%1” is not a number of hertz: write 5000 or 5 kHz.").arg(quoted(typed));
}

QString notWholeText(const QString& typed)
{
    if (typed.trimmed().isEmpty())
        return FaultText::tr("Write a whole number.");
    return FaultText::tr("“%1” is not a whole number.").arg(quoted(typed));
}

QString unreadableListText(const QString& typed)
{
    const QString example = numberListText({0.5, 0.5}, QLocale());
    if (typed.trimmed().isEmpty())
        return FaultText::tr("Write numbers, for example %1.").arg(example);
    return FaultText::tr("“%1” is no list of numbers, as %2 is one.").arg(quoted(typed), example);
}

} // namespace gabor
