// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/viewactions.h"

#include "app/window/actions.h"
#include "widgets/panes/figureview.h"

#include <QAction>

#include <optional>

namespace gabor {

namespace {

constexpr double zoomStep = 0.8;
constexpr double moveStep = 0.1; // of the view

} // namespace

void connectViewActions(const Actions& actions, FigureView& figure)
{
    ViewModel* const view = &figure.view();
    const auto on = [view](QAction* action, auto run) {
        QObject::connect(action, &QAction::triggered, view, [view, run] {
            view->beginGesture();
            run(*view);
        });
    };
    // Keys zoom around the cursor where it can be seen: about one outside of the view, what is in view would jump away.
    const auto middle = [](const ViewModel& v) {
        const auto& [begin, end, low, high] = v.span();
        const bool inView = v.cursor() && v.cursor()->sample >= begin && v.cursor()->sample <= end;
        return inView ? v.cursor()->sample : (begin + end) / 2;
    };
    const auto middleHz = [](const ViewModel& v) {
        const std::optional<double> hz = v.cursor() ? v.cursor()->hz : std::nullopt;
        return hz && *hz >= v.span().lowHz && *hz <= v.span().highHz ? *hz : v.middleHz();
    };
    const auto visible = [](const ViewModel& v) { return v.span().endSample - v.span().beginSample; };
    on(actions.fit, [&figure](ViewModel& v) {
        v.fitAll();
        figure.waveform().fitAmplitude();
    });
    on(actions.zoomToSelection, [](ViewModel& v) { v.zoomToSelection(); });
    on(actions.zoomIn, [middle](ViewModel& v) { v.zoomTime(zoomStep, middle(v)); });
    on(actions.zoomOut, [middle](ViewModel& v) { v.zoomTime(1 / zoomStep, middle(v)); });
    on(actions.zoomInFrequency, [middleHz](ViewModel& v) { v.zoomFrequency(zoomStep, middleHz(v)); });
    on(actions.zoomOutFrequency, [middleHz](ViewModel& v) { v.zoomFrequency(1 / zoomStep, middleHz(v)); });
    on(actions.back, [](ViewModel& v) { v.goBack(); });
    on(actions.left, [visible](ViewModel& v) { v.moveBy(-visible(v) * moveStep, 0); });
    on(actions.right, [visible](ViewModel& v) { v.moveBy(visible(v) * moveStep, 0); });
    on(actions.pageLeft, [visible](ViewModel& v) { v.moveBy(-visible(v), 0); });
    on(actions.pageRight, [visible](ViewModel& v) { v.moveBy(visible(v), 0); });
    on(actions.toBegin, [](ViewModel& v) { v.moveBy(-v.sampleCount(), 0); });
    on(actions.toEnd, [](ViewModel& v) { v.moveBy(v.sampleCount(), 0); });
    on(actions.selectionBegin, [](ViewModel& v) { v.selectFromCursor(true); });
    on(actions.selectionEnd, [](ViewModel& v) { v.selectFromCursor(false); });
}

} // namespace gabor
