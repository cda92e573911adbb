// runAsync: work on a pool thread, its result on the GUI thread. The result is bound to a context object and dropped
// with it.
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/base/error.h"
#include "core/engine/job.h"

namespace tunesmith::ui {

/// A value, or why there is none.
template <typename T>
struct Result {
    std::optional<T> value;
    std::optional<Failure> failure;
    explicit operator bool() const { return value.has_value(); }
    T& operator*() { return *value; }
    T* operator->() { return &*value; }
};

using Nothing = std::monostate;

/// Runs `work` and keeps what it throws as a value. Any thread.
template <typename Work>
auto guarded(Work&& work) {
    using Raw = std::invoke_result_t<Work>;
    using T = std::conditional_t<std::is_void_v<Raw>, Nothing, Raw>;
    Result<T> result;
    try {
        if constexpr (std::is_void_v<Raw>) {
            work();
            result.value.emplace();
        } else {
            result.value.emplace(work());
        }
    } catch (const Error& e) {
        result.failure = Failure{e.code(), e.what(), e.where()};
    } catch (const std::bad_alloc&) {
        result.failure = Failure{Code::OutOfMemory, {}, {}};
    } catch (const std::exception& e) {
        result.failure = Failure{Code::Internal, e.what(), {}};
    }
    return result;
}

/// `work` runs on `pool`; `done(Result<T>)` runs on the thread of `context`, unless that is gone by then.
template <typename Work, typename Done>
void runAsync(QThreadPool* pool, QObject* context, Work work, Done done) {
    using R = decltype(guarded(work));
    auto promise = std::make_shared<QPromise<std::shared_ptr<R>>>();
    auto* watcher = new QFutureWatcher<std::shared_ptr<R>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0) done(std::move(*watcher->future().result()));
    });
    watcher->setFuture(promise->future());
    promise->start();
    pool->start([promise, work = std::move(work)]() mutable {
        promise->addResult(std::make_shared<R>(guarded(work)));
        promise->finish();
    });
}

}  // namespace tunesmith::ui
