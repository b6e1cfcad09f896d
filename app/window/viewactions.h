// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

class FigureView;
struct Actions;

/// Lets the actions that move the view and the selection act on @p figure, which lives as long as they do.
void connectViewActions(const Actions& actions, FigureView& figure);

} // namespace gabor
