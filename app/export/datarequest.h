// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/exact/arrayfiles/arraywriter.h"
#include "core/exact/bandframes.h"
#include "core/exact/spectrogramparameters.h"
#include "core/pixels/levelgrid.h"

#include <memory>
#include <optional>

namespace gabor {

/// What the numbers of an exported array are.
enum class DataQuantity {
    Level,         ///< dBFS, as on the screen
    PowerSpectrum, ///< FS²
    PowerDensity,  ///< FS²/Hz
    Magnitude,     ///< FS, |Z| as SciPy has it
    Complex,       ///< FS, Z as SciPy has it
    Angle,         ///< radians
    Phase          ///< radians, unwrapped along frequency from 0 Hz
};

enum class DataPart { Whole, Visible, Selection };

/// What someone chooses to be exported.
struct DataChoice
{
    DataPart time = DataPart::Whole;
    DataPart frequency = DataPart::Whole;
    DataQuantity quantity = DataQuantity::Level;
    StoredPrecision precision = StoredPrecision::Double;

    friend bool operator==(const DataChoice&, const DataChoice&) = default;
};

/// What there is to choose from.
struct DataScope
{
    std::shared_ptr<const SampleSource> source; ///< complete
    ChannelChoice channel;
    StftParameters stft; ///< without fault
    PictureSpan visible;
    std::optional<PictureSpan> selection;

    bool has(DataPart part) const { return part != DataPart::Selection || selection.has_value(); }
    /// Frames of the whole sound. 0 where it is shorter than the window.
    std::int64_t frameCount() const;
};

/// An array to be computed, with nothing left open.
struct DataRequest
{
    std::shared_ptr<const SampleSource> source;
    ChannelChoice channel;
    SampleInterval interval; ///< what the frames cover; beyond the sound's ends they find zeros
    ExactParameters parameters;
    RowRange rows; ///< of parameters.rowCount()
    DataQuantity quantity = DataQuantity::Level;
    StoredPrecision precision = StoredPrecision::Double;
};

/// The array of @p choice: the frames of the whole sound whose middle lies in the part, so that each column is one of
/// the screen's, and the rows whose frequency lies in the band; where none does, the nearest one.
/// @param scope  has frames and the parts that are chosen
DataRequest requestOf(const DataScope& scope, const DataChoice& choice);

struct DataShape
{
    std::int64_t rows = 0;    ///< frequencies
    std::int64_t columns = 0; ///< times
    double bytes = 0;         ///< of the numbers in a binary file

    friend bool operator==(const DataShape&, const DataShape&) = default;
};

DataShape shapeOf(const DataRequest& request);

} // namespace gabor
