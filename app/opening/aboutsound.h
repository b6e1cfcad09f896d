// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/opening/soundfacts.h"

#include <QDialog>

#include <memory>

class QLabel;
class QTextEdit;
class QTextTable;
class QTreeWidget;

namespace gabor {

/// What is known of the sound that is open, and what its file says of it: texts to be read and copied, and its markers,
/// to go to. Stays open beside the window and follows it.
class AboutSound : public QDialog
{
    Q_OBJECT

public:
    explicit AboutSound(QWidget* parent);

    /// To be called again when more of it is known.
    void setSound(const std::shared_ptr<const SampleSource>& source);

signals:
    /// Somebody wants to see it; the span of a single place is empty.
    void markerChosen(const gabor::SampleInterval& span);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showFacts();
    void writeFacts();
    void showMarkers();
    void copy();

    std::shared_ptr<const SampleSource> m_source;
    std::vector<LabeledText> m_tags;
    std::vector<LabeledText> m_shown; ///< besides the tags
    QTextEdit* m_facts = nullptr;
    QTextTable* m_factsTable = nullptr; ///< of what is shown
    QLabel* m_markersTitle = nullptr;
    QTreeWidget* m_markers = nullptr;
};

} // namespace gabor
