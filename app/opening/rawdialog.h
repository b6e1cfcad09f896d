// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/opening/rawfields.h"
#include "core/audio/soundfile.h"
#include "core/jobs/jobqueue.h"

#include <QDialog>

#include <filesystem>

class QLabel;

namespace gabor {

class RawPreview;

/// Asks what the bytes of a file without a header are, and shows what they would be.
class RawDialog : public QDialog
{
    Q_OBJECT

public:
    /// @param tileQueue, loadQueue  for the preview; outlive the dialog
    RawDialog(JobQueue& tileQueue, JobQueue& loadQueue, const std::filesystem::path& path, const RawSound& initial,
              QWidget* parent);

    const std::filesystem::path& path() const { return m_path; }
    /// To be asked once it is accepted.
    RawSound raw() const { return *m_fields->raw(); }
    RawPreview& preview() { return *m_preview; }

private:
    void showFields();
    void showFacts();
    void showFault(const OpenFault& fault);

    std::filesystem::path m_path;
    std::int64_t m_fileBytes = 0; ///< 0: not known yet
    RawFields* m_fields = nullptr;
    RawPreview* m_preview = nullptr;
    QLabel* m_facts = nullptr;
    QPushButton* m_open = nullptr;
};

} // namespace gabor
