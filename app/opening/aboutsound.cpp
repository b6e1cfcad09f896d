// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/opening/aboutsound.h"

#include "widgets/panels/panelparts.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QTextEdit>
#include <QTextTable>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace gabor {

namespace {

enum MarkerColumn { BeginColumn, EndColumn, NameColumn, NoteColumn, KindColumn };

/// Two columns: names, right-aligned and muted, and texts. Cells take plain text, whatever looks like HTML.
QTextTable* insertTable(QTextCursor& cursor, const std::vector<LabeledText>& facts, const ThemeColors& colors)
{
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(2);
    format.setCellSpacing(1);
    QTextTable* const table = cursor.insertTable(static_cast<int>(facts.size()), 2, format);
    QTextCharFormat muted;
    muted.setForeground(colors.mutedText);
    QTextBlockFormat toTheRight;
    toTheRight.setAlignment(Qt::AlignRight);
    toTheRight.setNonBreakableLines(true);
    for (int row = 0; row < table->rows(); ++row) {
        const LabeledText& fact = facts[static_cast<std::size_t>(row)];
        QTextCursor name = table->cellAt(row, 0).firstCursorPosition();
        name.setBlockFormat(toTheRight);
        name.insertText(fact.label, muted);
        table->cellAt(row, 1).firstCursorPosition().insertText(fact.text);
    }
    return table;
}

bool haveSameLabels(const std::vector<LabeledText>& a, const std::vector<LabeledText>& b)
{
    return std::ranges::equal(a, b, {}, &LabeledText::label, &LabeledText::label);
}

/// What is selected elsewhere stays selected.
void replaceText(const QTextTableCell& cell, const QString& text)
{
    QTextCursor cursor = cell.firstCursorPosition();
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor::KeepAnchor);
    cursor.insertText(text);
}

} // namespace

AboutSound::AboutSound(QWidget* parent)
    : QDialog(parent), m_facts(new QTextEdit), m_markersTitle(new QLabel), m_markers(new QTreeWidget)
{
    setObjectName(QStringLiteral("aboutSound"));
    setWindowTitle(tr("About this sound"));
    m_facts->setReadOnly(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_facts->setTabChangesFocus(true);
    describe(*m_facts, "soundFacts", tr("Facts about the sound"),
             tr("What the file is, and what it says of itself. Select text to copy a part of it."));
    m_markersTitle->setObjectName(QStringLiteral("soundMarkersTitle"));
    m_markersTitle->setBuddy(m_markers);
    m_markers->setHeaderLabels({tr("Begin"), tr("End"), tr("Name"), tr("Note"), tr("Kind")});
    m_markers->setRootIsDecorated(false);
    m_markers->setUniformRowHeights(true);
    m_markers->setAllColumnsShowFocus(true);
    describe(*m_markers, "soundMarkers", tr("Markers"),
             tr("Cue points, regions and chapters of the file. Return or a double click shows one in the picture."));
    connect(m_markers, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const auto index = static_cast<std::size_t>(m_markers->indexOfTopLevelItem(item));
        emit markerChosen(m_source->description().metadata.markers.at(index).span);
    });

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* const copyAll = buttons->addButton(tr("&Copy all"), QDialogButtonBox::ActionRole);
    describe(*copyAll, "copySoundFactsButton", tr("Copy all"), tr("Copies all of it as text, with the markers."));
    copyAll->setAutoDefault(false); // Return is for the markers
    connect(copyAll, &QPushButton::clicked, this, &AboutSound::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_facts, 3);
    layout->addWidget(m_markersTitle);
    layout->addWidget(m_markers, 2);
    layout->addWidget(buttons);
    resize(QSize(640, 560).boundedTo(screen()->availableSize() * 0.9));
}

void AboutSound::setSound(const std::shared_ptr<const SampleSource>& source)
{
    const bool isOther = source != m_source;
    m_source = source;
    if (isOther) {
        m_tags = tagFacts(source->description());
        m_shown.clear();
        m_facts->clear();
        showMarkers();
    }
    showFacts();
}

void AboutSound::showFacts()
{
    const std::vector<LabeledText> before = std::exchange(m_shown, soundFacts(*m_source));
    if (!haveSameLabels(m_shown, before)) {
        writeFacts();
        return;
    }
    for (std::size_t row = 0; row < m_shown.size(); ++row) {
        if (m_shown[row].text != before[row].text)
            replaceText(m_factsTable->cellAt(static_cast<int>(row), 1), m_shown[row].text);
    }
}

void AboutSound::writeFacts()
{
    const int scrolled = m_facts->verticalScrollBar()->value();
    const ThemeColors colors = themeColors(palette());
    m_facts->clear();
    QTextCursor cursor = m_facts->textCursor();
    m_factsTable = insertTable(cursor, m_shown, colors);
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_tags.empty() ? tr("The file says nothing of its sound in words.") : tr("What the file says:"));
    if (!m_tags.empty())
        insertTable(cursor, m_tags, colors);
    m_facts->moveCursor(QTextCursor::Start);
    m_facts->verticalScrollBar()->setValue(scrolled);
}

void AboutSound::showMarkers()
{
    const SoundDescription& sound = m_source->description();
    const std::vector<SoundMarker>& markers = sound.metadata.markers;
    m_markers->clear();
    QList<QTreeWidgetItem*> items;
    for (const SoundMarker& marker : markers) {
        const MarkerTimes times = markerTimes(marker, sound.sampleRate);
        auto* item = new QTreeWidgetItem({times.begin, times.end, QString::fromStdString(marker.label),
                                          QString::fromStdString(marker.note), markerKindText(marker.kind)});
        for (const MarkerColumn column : {BeginColumn, EndColumn})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        items << item;
    }
    m_markers->addTopLevelItems(items);
    for (const MarkerColumn column : {BeginColumn, EndColumn, NameColumn, KindColumn})
        m_markers->resizeColumnToContents(column);
    constexpr int widestName = 240;
    m_markers->setColumnWidth(NameColumn, std::min(widestName, m_markers->columnWidth(NameColumn)));
    m_markersTitle->setText(tr("&Markers of the file: %1").arg(markers.size()));
    m_markersTitle->setVisible(!markers.empty());
    m_markers->setVisible(!markers.empty());
}

void AboutSound::copy()
{
    QGuiApplication::clipboard()->setText(soundFactsText(*m_source));
}

void AboutSound::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_source) {
        m_shown.clear(); // the names have another color
        showFacts();
    }
}

} // namespace gabor
