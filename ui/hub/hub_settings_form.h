// HubSettingsForm: whom the Hub's dialog asks and how: offline, a mirror, a proxy, the token and where it is kept.
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tunesmith::ui {

class HubBridge;

class HubSettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit HubSettingsForm(HubBridge& hub, QWidget* parent = nullptr);
    /// The token field gets the focus.
    void askForToken();

Q_SIGNALS:
    /// Another host may be asked now, or none.
    void changed();

private:
    void keepToken();
    void follow();

    HubBridge& hub_;
    QCheckBox* offline_;
    QLineEdit *endpoint_, *proxy_, *token_;
    QPushButton *keep_, *forget_;
    QLabel *tokenNote_, *addressNote_;
};

}  // namespace tunesmith::ui
