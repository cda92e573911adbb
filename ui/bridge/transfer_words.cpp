#include "ui/bridge/transfer_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/bridge/transfer.h"
#include "ui/bridge/words.h"

namespace tunesmith::ui {

QString transferWords(const Transfer& transfer) {
    const auto word = [](const char* text) { return QCoreApplication::translate("tunesmith::ui::Transfer", text); };
    const hub::DownloadState& state = transfer.progress();
    if (transfer.state() == Transfer::Done)
        return word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "%1, whole and checked"))
            .arg(words::bytes(transfer.result().bytes));
    QStringList parts;
    if (state.total > 0)
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "%1 of %2"))
                     .arg(words::bytes(state.done), words::bytes(state.total));
    if (transfer.state() == Transfer::Paused)
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "paused; what has come is kept"));
    else if (transfer.state() == Transfer::Failed)
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "broken off; what has come is kept"));
    else if (transfer.state() == Transfer::Stopping)
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "pausing"));
    else if (state.total == 0)
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "asking the Hub"));
    else if (state.phase == "checking")
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "checking"));
    else if (state.bytesPerSecond > 0) {
        parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "%1 a second"))
                     .arg(words::bytes(std::int64_t(state.bytesPerSecond)));
        if (state.secondsLeft >= 0)
            parts << word(QT_TRANSLATE_NOOP("tunesmith::ui::Transfer", "%1 left"))
                         .arg(words::duration(state.secondsLeft));
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace tunesmith::ui
