// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysispanel.h"

#include "widgets/panels/channeltext.h"
#include "widgets/panels/faulttext.h"
#include "widgets/panels/fieldleave.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/lengthedit.h"
#include "widgets/panels/lengthtext.h"
#include "widgets/panels/overlapcontrols.h"
#include "widgets/panels/panelwidth.h"
#include "widgets/panels/resolutionlabel.h"
#include "widgets/panels/section.h"
#include "widgets/panels/wheelguard.h"
#include "widgets/panels/windowcontrols.h"

#include <QComboBox>
#include <QVBoxLayout>

#include <array>
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

} // namespace

AnalysisPanel::AnalysisPanel(QWidget* parent, PanelBuilding building)
    : QWidget(parent), m_draft(draftOf(StftParameters())), m_standing(m_draft)
{
    while (building == PanelBuilding::AtOnce && buildNext()) { }
}

bool AnalysisPanel::buildNext()
{
    static constexpr std::array parts{&AnalysisPanel::buildWindow, &AnalysisPanel::buildLengths,
                                      &AnalysisPanel::buildFrames, &AnalysisPanel::buildEnds,
                                      &AnalysisPanel::finishBuilding};
    if (m_partsBuilt == parts.size())
        return false;
    (this->*parts[m_partsBuilt++])();
    return true;
}

AnalysisPanel::~AnalysisPanel()
{
    // The field with the focus loses it on the way out, and a length would be taken once more.
    for (const LengthEdit* field : {m_length, m_nfft}) {
        if (field != nullptr)
            disconnect(field, nullptr, this, nullptr);
    }
}

void AnalysisPanel::buildWindow()
{
    m_section = new Section(tr("Transform"), QStringLiteral("transform"), this);
    m_window = new WindowControls(*m_section, this);
}

void AnalysisPanel::buildLengths()
{
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
}

void AnalysisPanel::buildFrames()
{
    m_overlap = new OverlapControls(this);
    m_overlapRow = new FieldRow(tr("&Overlap"), m_overlap, m_overlap->firstField(), m_section);
    m_section->addRow(m_overlapRow);

    m_channelCombo = plainCombo(QStringLiteral("channelCombo"), tr("Channel"),
                                tr("Which channel both pictures show, or the mean of all of them."), this);
    m_channelRow = new FieldRow(tr("&Channel"), m_channelCombo, nullptr, m_section);
    m_section->addRow(m_channelRow);
}

void AnalysisPanel::buildEnds()
{
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

    m_boundaryCombo = plainCombo(QStringLiteral("boundaryCombo"), tr("Ends of the sound"),
                                 tr("Where frames stop: inside the sound, or with zeros beyond its ends, so that the "
                                    "first and last moments show; those columns are marked (boundary, padding)."),
                                 this);
    m_boundaryCombo->addItem(tr("Inside"), static_cast<int>(FrameBoundary::Inside));
    m_boundaryCombo->addItem(tr("Padded"), static_cast<int>(FrameBoundary::Padded));
    m_boundaryRow = new FieldRow(tr("Ends"), m_boundaryCombo, nullptr, m_section);
    m_section->addRow(m_boundaryRow);
}

void AnalysisPanel::finishBuilding()
{
    m_resolution = new ResolutionLabel(this);
    m_section->addWidget(m_resolution);
    m_section->alignRows(std::max(m_section->widestName(), WindowControls::widestName(*m_section)));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(m_section);
    layout->addStretch(1);
    setSound(m_sampleRate, m_channelCount);
    connectControls();
}

QSize AnalysisPanel::sizeHint() const
{
    return {panelWidth(*this), QWidget::sizeHint().height()};
}

QSize AnalysisPanel::minimumSizeHint() const
{
    return {panelWidth(*this), QWidget::minimumSizeHint().height()};
}

void AnalysisPanel::connectControls()
{
    connect(m_window, &WindowControls::edited, this, &AnalysisPanel::tryEdit);
    connect(m_overlap, &OverlapControls::edited, this, &AnalysisPanel::tryEdit);
    connect(m_length, &LengthEdit::edited, this, [this] { tryLength(*m_length, setWindowLength); });
    connect(m_nfft, &LengthEdit::edited, this, [this] { tryLength(*m_nfft, setNfft); });
    connect(m_detrendCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (m_showing)
            return;
        const auto detrend = static_cast<Detrend>(m_detrendCombo->currentData().toInt());
        tryEdit({m_detrendCombo, {}, [detrend](AnalysisDraft& draft) { draft.parameters.detrend = detrend; }});
        confirm();
    });
    connect(m_boundaryCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (m_showing)
            return;
        const auto boundary = static_cast<FrameBoundary>(m_boundaryCombo->currentData().toInt());
        tryEdit({m_boundaryCombo, {}, [boundary](AnalysisDraft& draft) { draft.parameters.boundary = boundary; }});
        confirm();
    });
    connect(m_window, &WindowControls::confirmed, this, &AnalysisPanel::confirm);
    connect(m_overlap, &OverlapControls::confirmed, this, &AnalysisPanel::confirm);
    connect(m_length, &LengthEdit::confirmed, this, &AnalysisPanel::confirm);
    connect(m_nfft, &LengthEdit::confirmed, this, &AnalysisPanel::confirm);
    m_leaveWatch = watchForLeaving(*this, [this] { finishEdit(); });
    connect(m_channelCombo, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_showing)
            takeChannel({m_channelCombo->currentData().toInt()});
    });
    connect(m_section, &Section::resetRequested, this, &AnalysisPanel::resetAll);
}

void AnalysisPanel::setSound(double sampleRate, int channelCount)
{
    assert(sampleRate > 0 && channelCount >= 1);
    finishEdit();
    m_sampleRate = sampleRate;
    m_channelCount = channelCount;
    for (LengthEdit* edit : {m_length, m_nfft}) {
        const bool time = edit->writtenAsTime(); // would mean another number of samples from now on
        const std::optional<std::int64_t> samples = edit->samples();
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
    showDraft();
}

void AnalysisPanel::setParameters(const StftParameters& parameters)
{
    assert(!faultIn(parameters));
    if (parameters == m_draft.parameters)
        return;
    closeEdit();
    m_draft = m_standing = draftOf(parameters);
    showDraft();
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

void AnalysisPanel::tryLength(LengthEdit& field, void (*set)(AnalysisDraft&, std::int64_t))
{
    const std::optional<std::int64_t> samples = field.samples();
    tryEdit({&field, samples ? QString() : unreadableLengthText(field.currentText()),
             [samples, set](AnalysisDraft& draft) { set(draft, *samples); }});
}

void AnalysisPanel::tryEdit(const DraftEdit& edit)
{
    if (edit.control != m_edited)
        beginEdit(edit.control);
    AnalysisDraft wanted = m_standing;
    QString sentence = edit.unreadable;
    if (sentence.isEmpty()) {
        edit.change(wanted);
        if (const auto fault = faultIn(wanted.parameters))
            sentence = edit.control == m_length ? windowLengthFaultText(*fault, wanted.parameters, wanted.padding)
                                                : faultText(*fault, wanted.parameters);
    }
    m_faulty = !sentence.isEmpty();
    rowOf(*m_edited).setFault(sentence, m_edited);
    takeDraft(m_faulty ? m_standing : wanted);
}

void AnalysisPanel::takeDraft(const AnalysisDraft& draft)
{
    const bool changed = draft.parameters != m_draft.parameters;
    m_draft = draft;
    showDraft();
    if (changed)
        emit parametersChanged(m_draft.parameters);
}

void AnalysisPanel::confirm()
{
    if (!m_faulty)
        finishEdit();
}

/// Also ends the one of a field that the keyboard has not left, as the wheel turns another.
void AnalysisPanel::beginEdit(QWidget* control)
{
    closeEdit();
    m_standing = m_draft;
    m_edited = control;
}

void AnalysisPanel::finishEdit()
{
    if (m_edited == nullptr)
        return;
    closeEdit();
    m_standing = m_draft;
    showDraft();
}

void AnalysisPanel::discardEdits()
{
    if (m_edited == nullptr)
        return;
    closeEdit();
    takeDraft(m_standing);
}

void AnalysisPanel::closeEdit()
{
    if (m_edited != nullptr)
        rowOf(*m_edited).setFault({});
    m_edited = nullptr;
    m_faulty = false;
}

void AnalysisPanel::showDraft()
{
    const StftParameters& p = m_draft.parameters;
    m_window->showWindow(p.window, m_edited);
    if (m_length != m_edited)
        m_length->showSamples(p.windowLength);
    if (p.windowLength != m_offeredFor) {
        m_offeredFor = p.windowLength;
        offerTransformLengths(*m_nfft, p.windowLength);
    }
    if (m_nfft != m_edited)
        m_nfft->showSamples(p.nfft);
    m_overlap->showOverlap(m_draft, m_sampleRate, m_edited);
    m_showing = true;
    m_detrendCombo->setCurrentIndex(m_detrendCombo->findData(static_cast<int>(p.detrend)));
    m_boundaryCombo->setCurrentIndex(m_boundaryCombo->findData(static_cast<int>(p.boundary)));
    m_showing = false;

    const QString samples = tr("= %1").arg(p.windowLength);
    const QString time = durationText(p.windowLength / m_sampleRate, QLocale());
    // A text that is not in force has no note.
    const bool lengthStands = m_length->samples() == p.windowLength;
    m_length->setNote(lengthStands ? (m_length->writtenAsTime() ? samples : time) : QString());
    m_nfft->setNote(m_nfft->samples() == p.nfft ? paddingText(p.nfft, p.windowLength) : QString());
    m_resolution->showResolution(p, m_sampleRate);
    showDifferences();
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
    m_boundaryRow->setChanged(p.boundary != standard.boundary);
    const bool channel = m_channelCount > 1 && m_channel != ChannelChoice();
    m_channelRow->setChanged(channel);
    m_section->setChanged(channel || p != standard);
}

void AnalysisPanel::resetAll()
{
    closeEdit();
    m_standing = draftOf(StftParameters());
    takeDraft(m_standing);
    if (m_channelCount > 1)
        takeChannel({});
}

} // namespace gabor
