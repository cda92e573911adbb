// DatasetChoice: some of the project's data sets, by check boxes.
#pragma once

#include <QString>
#include <QWidget>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace tunesmith::ui {

class DatasetChoice : public QWidget {
    Q_OBJECT
public:
    /// `what` stands above them; `none` below it where there are none.
    DatasetChoice(const QString& what, const QString& none, QWidget* parent = nullptr);
    /// Those that were chosen and are still there stay chosen.
    void setNames(const std::vector<std::string>& names);
    std::vector<std::string> chosen() const;

Q_SIGNALS:
    void changed();

private:
    QVBoxLayout* column_;
    QLabel* none_;
    std::vector<QCheckBox*> boxes_;
};

}  // namespace tunesmith::ui
