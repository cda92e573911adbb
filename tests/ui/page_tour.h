// A window of a size, light or dark, and pictures of it and of its dialogs in a folder.
#pragma once

#include <QTest>
#include <utility>

#include "ui_test_support.h"

namespace tunesmith::ui {

constexpr int kMinuteMs = 60000;

class PageTour {
public:
    PageTour(QString folder, bool dark, QSize size) : folder_(std::move(folder)), dark_(dark), size_(size), test_(dark) {
        test_.window().resize(size);
        test_.window().show();
        (void)QTest::qWaitForWindowExposed(&test_.window());
    }

protected:
    void shoot(const QString& name) { test_.grab(fileOf(name)); }

    void shootDialog(QWidget* dialog, const QString& name) {
        QTest::qWait(150);
        dialog->grab().save(fileOf(name));
    }

    QString folder_;
    bool dark_;
    QSize size_;
    TestWindow test_;

private:
    QString fileOf(const QString& name) const {
        return QStringLiteral("%1/%2-%3-%4.png").arg(folder_, name, dark_ ? QStringLiteral("dark") : QStringLiteral("light")).arg(size_.width());
    }
};

}  // namespace tunesmith::ui
