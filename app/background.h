// SPDX-FileCopyrightText: 2026 The Vermagic authors
// SPDX-License-Identifier: GPL-3.0-or-later

/// Runs a function on a thread of a pool and gives its value back as a future, for use as
/// inBackground(f).then(context, g): g runs in the context's thread, and not at all once the context is gone.
/// The function must own what it uses: values, no references.
#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace Vermagic {

template<typename Function>
QFuture<std::invoke_result_t<Function>> inBackground(Function function,
                                                     QThreadPool *pool = QThreadPool::globalInstance())
{
    const auto promise = std::make_shared<QPromise<std::invoke_result_t<Function>>>();
    const auto future = promise->future();
    pool->start([promise, function = std::move(function)]() mutable {
        promise->start();
        promise->addResult(function());
        promise->finish();
    });
    return future;
}

} // namespace Vermagic
