#include "ui/shell/pages.h"

#include <QCoreApplication>

#include "ui/pages/chat/chat_page.h"
#include "ui/pages/data/data_page.h"
#include "ui/pages/evaluate/evaluate_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/model/model_page.h"
#include "ui/pages/publish/publish_page.h"
#include "ui/pages/train/train_page.h"

namespace tunesmith::ui {

namespace {

template <typename P>
Page* make(const PageContext& context) {
    return new P(context);
}

QString tr(const char* name) {
    return QCoreApplication::translate("tunesmith::ui", name);
}

}  // namespace

std::vector<PageEntry> allPages() {
    return {
        {QStringLiteral("home"), tr("Home"), &make<HomePage>},
        {QStringLiteral("data"), tr("Data"), &make<DataPage>},
        {QStringLiteral("model"), tr("Model"), &make<ModelPage>},
        {QStringLiteral("train"), tr("Train"), &make<TrainPage>},
        {QStringLiteral("evaluate"), tr("Evaluate"), &make<EvaluatePage>},
        {QStringLiteral("chat"), tr("Chat"), &make<ChatPage>},
        {QStringLiteral("publish"), tr("Publish"), &make<PublishPage>},
    };
}

}  // namespace tunesmith::ui
