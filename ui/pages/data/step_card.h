// StepCard: one cleaning step in the list: a check box with what it does, its settings while it is on, and what it
// would do to the rows.
#pragma once

#include <QFrame>
#include <vector>

#include "core/data/clean/cleaner.h"

class QCheckBox;
class QLabel;

namespace tunesmith::ui {

class FormGrid;

class StepCard : public QFrame {
    Q_OBJECT
public:
    explicit StepCard(const CleanerKind& kind, QWidget* parent = nullptr);
    const std::string& name() const { return kind_.name; }
    bool isOn() const;
    void setOn(bool on);
    /// Its settings as in `step`, those that are not named as they are by default. changed() is not emitted.
    void setStep(const Json& step);
    /// {"step": ..., settings that differ from their defaults}.
    Json step() const;
    /// "12 changed, 3 dropped"; empty while it is not known.
    void setCounts(const QString& text);
    /// Something to choose below its settings, shown while it is on.
    void addChoice(QWidget* choice);

Q_SIGNALS:
    void changed();
    /// The user wants to see the rows that it concerns.
    void chosen(const std::string& step);

protected:
    void mousePressEvent(QMouseEvent* event) override;

private:
    QWidget* control(const CleanSetting& setting);
    static void showIn(QWidget* control, const Json& value);
    void set(const CleanSetting& setting, const Json& value, QWidget* control);

    const CleanerKind& kind_;
    Json values_;
    QCheckBox* box_;
    QLabel *what_, *counts_;
    FormGrid* settings_;
    std::vector<QWidget*> controls_;  // one for each setting
};

}  // namespace tunesmith::ui
