#include "ui/hub/hub_settings_form.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QUrl>

#include "ui/bridge/hub_bridge.h"
#include "ui/bridge/settings.h"
#include "ui/widgets/plain_column.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

/// Empty, or an address that the engine would take.
bool isAddress(const QString& text, bool ofHub) {
    if (text.isEmpty()) return true;
    if (!ofHub) return !text.contains(QLatin1Char(' '));
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() &&
           (url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http"));
}

}  // namespace

HubSettingsForm::HubSettingsForm(HubBridge& hub, QWidget* parent) : QWidget(parent), hub_(hub) {
    auto* column = plainColumn(this, space::kS);
    offline_ = new QCheckBox(tr("&Offline: nothing is sent"));
    offline_->setObjectName(QStringLiteral("hubOffline"));
    offline_->setChecked(Settings::hubOffline());
    column->addWidget(offline_);
    auto* form = new FormGrid;
    endpoint_ = new QLineEdit(Settings::hubEndpoint());
    endpoint_->setObjectName(QStringLiteral("hubEndpoint"));
    endpoint_->setPlaceholderText(tr("https://huggingface.co, or what HF_ENDPOINT names"));
    proxy_ = new QLineEdit(Settings::hubProxy());
    proxy_->setPlaceholderText(tr("as the system says (HTTPS_PROXY)"));
    token_ = new QLineEdit;
    token_->setObjectName(QStringLiteral("hubToken"));
    token_->setEchoMode(QLineEdit::Password);
    token_->setPlaceholderText(tr("for models that ask for terms or are private: hf_…"));
    keep_ = makeButton(tr("&Keep it"));
    keep_->setObjectName(QStringLiteral("keepToken"));
    forget_ = makeButton(tr("&Forget it"));
    forget_->setObjectName(QStringLiteral("forgetToken"));
    form->add(tr("&Address"), endpoint_);
    form->add(tr("&Proxy"), proxy_);
    auto* buttons = new QWidget;
    auto* line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(keep_);
    line->addWidget(forget_);
    form->add(tr("&Token"), token_, buttons);
    column->addWidget(form);
    addressNote_ = makeParagraph(tr("This is no address: it begins with https:// and names a host."), TextStyle::Caption, "bad");
    addressNote_->hide();
    column->addWidget(addressNote_);
    tokenNote_ = makeParagraph({}, TextStyle::Caption, "muted");
    tokenNote_->setObjectName(QStringLiteral("tokenNote"));
    column->addWidget(tokenNote_);

    connect(offline_, &QCheckBox::toggled, this, [this](bool on) {
        Settings::setHubOffline(on);
        Q_EMIT changed();
    });
    const auto takeAddress = [this](QLineEdit* field, void (*keep)(const QString&), bool ofHub) {
        connect(field, &QLineEdit::editingFinished, this, [this, field, keep, ofHub] {
            const QString text = field->text().trimmed();
            const bool good = isAddress(text, ofHub);
            field->setProperty("invalid", !good);
            restyle(field);
            addressNote_->setVisible(!good);
            if (!good) return;
            keep(text);
            Q_EMIT changed();
        });
    };
    takeAddress(endpoint_, &Settings::setHubEndpoint, true);
    takeAddress(proxy_, &Settings::setHubProxy, false);
    connect(keep_, &QPushButton::clicked, this, &HubSettingsForm::keepToken);
    connect(token_, &QLineEdit::returnPressed, this, &HubSettingsForm::keepToken);
    connect(token_, &QLineEdit::textChanged, this, &HubSettingsForm::follow);
    connect(forget_, &QPushButton::clicked, this, [this] { hub_.tokens().set({}); });
    connect(&hub_.tokens(), &TokenStore::changed, this, &HubSettingsForm::follow);
    follow();
}

void HubSettingsForm::askForToken() {
    token_->setFocus();
}

void HubSettingsForm::keepToken() {
    const QString text = token_->text().trimmed();
    if (text.isEmpty()) return;
    token_->clear();
    hub_.tokens().set(text);
    Q_EMIT changed();
}

void HubSettingsForm::follow() {
    const TokenStore& tokens = hub_.tokens();
    keep_->setEnabled(!token_->text().trimmed().isEmpty());
    forget_->setEnabled(tokens.place() != TokenStore::None);
    QString note;
    switch (tokens.place()) {
        case TokenStore::None:
            note = tr("No token is kept. One with the right to read is made at %1/settings/tokens; it goes to %2 alone.")
                       .arg(hub_.endpoint(), hub_.host());
            break;
        case TokenStore::Keychain:
            note = tr("A token is kept in this system's keychain. It goes to %1 alone.").arg(hub_.host());
            break;
        case TokenStore::Session:
            note = tokens.problem().isEmpty() ? tr("A token is kept until Tunesmith ends. It goes to %1 alone.").arg(hub_.host())
                                              : tr("This system has no keychain that can be used, so that the token is kept only until Tunesmith "
                                                   "ends. It goes to %1 alone. (%2)")
                                                    .arg(hub_.host(), tokens.problem());
            break;
    }
    tokenNote_->setText(note);
}

}  // namespace tunesmith::ui
