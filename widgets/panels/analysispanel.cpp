// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysispanel.h"

#include "widgets/panels/channeltext.h"
#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/lengthedit.h"
#include "widgets/panels/lengthtext.h"
#include "widgets/panels/overlapcontrols.h"
#include "widgets/panels/resolutionlabel.h"
#include "widgets/panels/section.h"
#include "widgets/panels/wheelguard.h"
#include "widgets/panels/windowcontrols.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <bit>
#include <cassert>
#include <cmath>

namespace gabor {
namespace {

constexpr int shortestOffer = 64;
constexpr int longestOffer = 65536;

QComboBox* plainCombo(const QString& objectName, const QString& name, const QString& toolTip, QWidget* parent)
{
    auto* combo = new QComboBox(parent);
    combo->setObjectName(objectName);
    combo->setAccessibleName(name);
    combo->setToolTip(toolTip);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(8);
    guardFromWheel(*combo);
    return combo;
}

QString paddingText(int nfft, int windowLength)
{
    if (windowLength < 1 || nfft < windowLength)
        return {};
    return AnalysisPanel::tr("×%1 pad").arg(QLocale().toString(static_cast<double>(nfft) / windowLength, 'g', 3));
}

/// Powers of two from the first that holds the window.
void offerTransformLengths(LengthEdit& edit, int windowLength)
{
    std::vector<int> lengths;
    QStringList notes;
    const auto first = std::bit_ceil(static_cast<unsigned>(std::clamp(windowLength, shortestOffer, maximumNfft)));
    for (int n = static_cast<int>(first); n <= maximumNfft && lengths.size() < 6; n *= 2) {
        lengths.push_back(n);
        notes << paddingText(n, windowLength);
    }
    edit.setOffers(lengths, notes);
}

void offerWindowLengths(LengthEdit& edit, double sampleRate)
{
    std::vector<int> lengths;
    QStringList notes;
    for (int n = shortestOffer; n <= longestOffer; n *= 2) {
        lengths.push_back(n);
        notes << durationText(n / sampleRate, QLocale());
    }
    edit.setOffers(lengths, notes);
}

bool isFaultOfLength(const StftFault& fault)
{
    if (fault.rule == StftFault::Rule::WindowLengthNotPositive)
        return true;
    const bool window = fault.rule == StftFault::Rule::Window;
    return window
        && (fault.window.rule == WindowFault::Rule::LengthNotPositive
            || fault.window.rule == WindowFault::Rule::OddLength);
}

} // namespace

AnalysisPanel::AnalysisPanel(QWidget* parent) : QWidget(parent), m_draft(draftOf(m_parameters))
{
    build();
    setSound(m_sampleRate, m_channelCount);
    showDraft(false);
    showFaults();
    connectControls();
}

void AnalysisPanel::build()
{
    m_section = new Section(tr("Transform"), QStringLiteral("transform"), this);
    m_window = new WindowControls(*m_section, this);

    m_length = new LengthEdit(this);
    m_length->setObjectName(QStringLiteral("windowLengthCombo"));
    m_length->setAccessibleName(tr("Window length"));
    m_length->setToolTip(
        tr("Longer: thin horizontal lines, blurred clicks. Shorter: sharp clicks, thick lines. Overlap in "
           "percent and a whole zero-padding factor are kept (window length)."));
    m_lengthRow = new FieldRow(tr("&Length"), m_length, nullptr, m_section);
    m_section->addRow(m_lengthRow);

    m_nfft = new LengthEdit(this);
    m_nfft->setObjectName(QStringLiteral("nfftCombo"));
    m_nfft->setAccessibleName(tr("NFFT"));
    m_nfft->setToolTip(tr("More draws more, finer rows between the same details; it does not separate closer lines "
                          "(transform length, zero padding)."));
    m_nfftRow = new FieldRow(tr("&NFFT"), m_nfft, nullptr, m_section);
    m_section->addRow(m_nfftRow);

    m_overlap = new OverlapControls(this);
    m_overlapRow = new FieldRow(tr("&Overlap"), m_overlap, m_overlap->firstField(), m_section);
    m_section->addRow(m_overlapRow);

    m_channelCombo = plainCombo(QStringLiteral("channelCombo"), tr("Channel"),
                                tr("Which channel both pictures show, or the mean of all of them."), this);
    m_channelRow = new FieldRow(tr("&Channel"), m_channelCombo, nullptr, m_section);
    m_section->addRow(m_channelRow);

    m_detrendCombo =
        plainCombo(QStringLiteral("detrendCombo"), tr("Detrend"),
                   tr("Takes the glow from the lowest rows by removing the mean or the slope of every piece "
                      "(detrending before the window)."),
                   this);
    m_detrendCombo->addItem(tr("None"), static_cast<int>(Detrend::None));
    m_detrendCombo->addItem(tr("Constant"), static_cast<int>(Detrend::Constant));
    m_detrendCombo->addItem(tr("Linear"), static_cast<int>(Detrend::Linear));
    m_detrendRow = new FieldRow(tr("&Detrend"), m_detrendCombo, nullptr, m_section);
    m_section->addRow(m_detrendRow);

    m_resolution = new ResolutionLabel(this);
    m_section->addWidget(m_resolution);
    m_section->alignRows();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(m_section);
    layout->addStretch(1);
}

void AnalysisPanel::connectControls()
{
    connect(m_window, &WindowControls::kindChosen, this, [this](WindowKind kind) {
        setWindowKind(m_draft, kind);
        takeDraft();
    });
    connect(m_window, &WindowControls::parametersEdited, this, [this](const std::vector<double>& parameters) {
        setWindowParameters(m_draft, parameters);
        takeDraft();
    });
    connect(m_window, &WindowControls::symmetricChosen, this, [this](bool symmetric) {
        setSymmetric(m_draft, symmetric);
        takeDraft();
    });
    connect(m_window, &WindowControls::unreadable, this, &AnalysisPanel::takeDraft);
    connect(m_length, &LengthEdit::edited, this, [this] {
        if (const auto samples = m_length->samples())
            setWindowLength(m_draft, *samples);
        takeDraft();
    });
    connect(m_nfft, &LengthEdit::edited, this, [this] {
        if (const auto samples = m_nfft->samples())
            setNfft(m_draft, *samples);
        takeDraft();
    });
    connect(m_overlap, &OverlapControls::fractionDragged, this, [this](double fraction) {
        setOverlapFraction(m_draft, fraction);
        if (m_draft.parameters.hop < 1) // a slider stops where there is nothing more to take
            setNoverlap(m_draft, m_draft.parameters.windowLength - 1);
        takeDraft();
    });
    connect(m_overlap, &OverlapControls::fractionTyped, this, [this](double fraction) {
        setOverlapFraction(m_draft, fraction);
        takeDraft();
    });
    connect(m_overlap, &OverlapControls::noverlapTyped, this, [this](std::int64_t noverlap) {
        setNoverlap(m_draft, noverlap);
        takeDraft();
    });
    connect(m_overlap, &OverlapControls::unreadable, this, &AnalysisPanel::takeDraft);
    connect(m_detrendCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (m_showing)
            return;
        m_draft.parameters.detrend = static_cast<Detrend>(m_detrendCombo->currentData().toInt());
        takeDraft();
    });
    connect(m_channelCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_showing)
            takeChannel({m_channelCombo->currentData().toInt()});
    });
    connect(m_section, &Section::resetRequested, this, &AnalysisPanel::resetAll);
}

void AnalysisPanel::setSound(double sampleRate, int channelCount)
{
    assert(sampleRate > 0 && channelCount >= 1);
    m_sampleRate = sampleRate;
    m_channelCount = channelCount;
    for (LengthEdit* edit : {m_length, m_nfft}) {
        const bool time = edit->writtenAsTime(); // would mean another number of samples from now on
        const auto samples = edit->samples();
        edit->setSampleRate(sampleRate);
        if (time)
            edit->rewriteSamples(static_cast<int>(*samples));
    }
    offerWindowLengths(*m_length, sampleRate);
    m_showing = true;
    m_channelCombo->clear();
    for (int index = ChannelChoice::mix; index < channelCount; ++index)
        m_channelCombo->addItem(channelText({index}, channelCount), index);
    m_channelCombo->setCurrentIndex(m_channelCombo->findData(m_channel.index));
    m_showing = false;
    m_channelRow->setVisible(channelCount > 1);
    showDraft(true);
}

void AnalysisPanel::setParameters(const StftParameters& parameters)
{
    assert(!faultIn(parameters));
    if (parameters == m_parameters)
        return;
    m_parameters = parameters;
    m_draft = draftOf(parameters);
    showDraft(false);
    showFaults();
}

void AnalysisPanel::setChannel(ChannelChoice channel)
{
    m_channel = channel;
    m_showing = true;
    m_channelCombo->setCurrentIndex(m_channelCombo->findData(channel.index));
    m_showing = false;
    showDifferences();
}

void AnalysisPanel::takeChannel(ChannelChoice channel)
{
    if (channel == m_channel)
        return;
    setChannel(channel);
    emit channelChanged(channel);
}

void AnalysisPanel::takeDraft()
{
    showDraft(true);
    if (!showFaults() || m_draft.parameters == m_parameters)
        return;
    m_parameters = m_draft.parameters;
    m_resolution->showResolution(m_parameters, m_sampleRate);
    emit parametersChanged(m_parameters);
}

void AnalysisPanel::showDraft(bool keepUnreadable)
{
    const StftParameters& p = m_draft.parameters;
    m_window->showWindow(p.window, keepUnreadable);
    if (!keepUnreadable || m_length->samples())
        m_length->showSamples(p.windowLength);
    if (p.windowLength != m_offeredFor) {
        m_offeredFor = p.windowLength;
        offerTransformLengths(*m_nfft, p.windowLength);
    }
    if (!keepUnreadable || m_nfft->samples())
        m_nfft->showSamples(p.nfft);
    m_overlap->showOverlap(m_draft, m_sampleRate, keepUnreadable);
    m_showing = true;
    m_detrendCombo->setCurrentIndex(m_detrendCombo->findData(static_cast<int>(p.detrend)));
    m_showing = false;

    const QString samples = tr("= %1").arg(p.windowLength);
    const QString time = durationText(p.windowLength / m_sampleRate, QLocale());
    const bool usable = m_length->samples() && p.windowLength > 0;
    m_length->setNote(usable ? (m_length->writtenAsTime() ? samples : time) : QString());
    m_nfft->setNote(m_nfft->samples() ? paddingText(p.nfft, p.windowLength) : QString());
    m_resolution->showResolution(m_parameters, m_sampleRate); // of the picture that is there
    showDifferences();
}

bool AnalysisPanel::showFaults()
{
    QString length = m_length->samples() ? QString() : unreadableLengthText(m_length->currentText());
    QString nfft = m_nfft->samples() ? QString() : unreadableLengthText(m_nfft->currentText());
    QString overlap = m_overlap->unreadableSentence();
    bool possible = m_window->showUnreadable() && length.isEmpty() && nfft.isEmpty() && overlap.isEmpty();
    // What cannot be read comes first: the draft still holds the number that stood there before.
    if (const auto fault = possible ? faultIn(m_draft.parameters) : std::nullopt) {
        possible = false;
        const QString sentence = faultText(*fault, m_draft.parameters);
        if (isFaultOfLength(*fault))
            length = sentence;
        else if (fault->rule == StftFault::Rule::NfftBelowWindow || fault->rule == StftFault::Rule::NfftTooLarge)
            nfft = sentence;
        else if (fault->rule == StftFault::Rule::Window)
            m_window->showFault(fault->window, sentence);
        else
            overlap = sentence;
    }
    m_lengthRow->setFault(length);
    m_nfftRow->setFault(nfft);
    m_overlapRow->setFault(overlap);
    return possible;
}

void AnalysisPanel::showDifferences()
{
    const StftParameters standard;
    const AnalysisDraft standardDraft = draftOf(standard);
    const StftParameters& p = m_draft.parameters;
    m_window->showDifferences(p.window, standard.window, p.windowLength);
    m_lengthRow->setChanged(p.windowLength != standard.windowLength);
    m_nfftRow->setChanged(m_draft.padding != standardDraft.padding);
    m_overlapRow->setChanged(std::abs(m_draft.overlapFraction - standardDraft.overlapFraction) > 1e-6);
    m_detrendRow->setChanged(p.detrend != standard.detrend);
    const bool channel = m_channelCount > 1 && m_channel != ChannelChoice();
    m_channelRow->setChanged(channel);
    m_section->setChanged(channel || p != standard);
}

void AnalysisPanel::resetAll()
{
    m_draft = draftOf(StftParameters());
    showDraft(false);
    takeDraft();
    if (m_channelCount > 1)
        takeChannel({});
}

} // namespace gabor
