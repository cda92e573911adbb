// FieldForm: a flat JSON object as a form, one line a column, so that a row of a table can be mended without writing
// JSON. Numbers, true, false and null stay what they are as long as they are written so.
#pragma once

#include <QWidget>
#include <vector>

#include "core/base/json.h"

class QPlainTextEdit;

namespace tunesmith::ui {

class FormGrid;

class FieldForm : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(QWidget* parent = nullptr);
    /// False where the text is no flat JSON object, or one of too many columns: nothing is shown then.
    bool show(const QString& json);
    /// The object as it is now.
    QString json() const;

Q_SIGNALS:
    void edited();

private:
    struct Entry {
        std::string column;
        OrderedJson value;
        QPlainTextEdit* text;  // the line
    };
    FormGrid* grid_;
    std::vector<Entry> entries_;
};

}  // namespace tunesmith::ui
