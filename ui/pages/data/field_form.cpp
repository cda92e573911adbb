#include "ui/pages/data/field_form.h"

#include <QPlainTextEdit>
#include <QTextDocument>
#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "ui/bridge/words.h"
#include "ui/pages/page_layout.h"
#include "ui/widgets/form_grid.h"
#include "ui/widgets/text.h"

namespace tunesmith::ui {

namespace {

constexpr std::size_t kMostColumns = 40;
constexpr int kMostLines = 4;  // that a value takes before it scrolls

/// A value as a person writes it: texts without quotes.
QString written(const OrderedJson& value) {
    return words::text(value.is_string() ? value.get<std::string>() : value.dump());
}

/// The row of a text; empty where it is none that a form can hold and give back as it was: a name that stands twice or
/// a number of more digits than a double has would not come back.
OrderedJson flatRow(const std::string& text) {
    constexpr double kMostExact = 9007199254740992.0;  // 2^53
    try {
        if (!parseJson(text, {}).is_object()) return {};
    } catch (const Error&) {
        return {};
    }
    OrderedJson row = OrderedJson::parse(text, nullptr, false);
    if (row.size() > kMostColumns) return {};
    for (const auto& [column, value] : row.items())
        if (value.is_structured() || (value.is_number_float() && std::abs(value.get<double>()) >= kMostExact))
            return {};
    return row;
}

/// One line that grows with what is in it: a cell may hold several lines.
class ValueEdit : public QPlainTextEdit {
public:
    explicit ValueEdit(const QString& text) {
        setPlainText(text);
        setTabChangesFocus(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        connect(this, &QPlainTextEdit::textChanged, this, &ValueEdit::fit);
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        QPlainTextEdit::resizeEvent(event);
        fit();
    }
    void changeEvent(QEvent* event) override {
        QPlainTextEdit::changeEvent(event);
        if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fit();
    }

private:
    void fit() {
        const int all = int(document()->size().height()), lines = std::clamp(all, 1, kMostLines);
        setVerticalScrollBarPolicy(all > lines ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
        const int around = height() - viewport()->height() + 2 * int(document()->documentMargin());
        setFixedHeight(lines * fontMetrics().lineSpacing() + around);
    }
};

}  // namespace

FieldForm::FieldForm(QWidget* parent) : QWidget(parent) {
    auto* column = plainColumn(this);
    grid_ = new FormGrid(2, 5);
    column->addWidget(grid_);
    column->addStretch();
}

bool FieldForm::show(const QString& json) {
    entries_.clear();
    grid_->clear();
    const OrderedJson row = flatRow(words::utf8(json));
    if (row.empty()) return false;
    for (const auto& [column, value] : row.items()) {
        auto* name = new ElidedLabel(words::text(column));
        name->setFont(fontFor(TextStyle::Strong));
        auto* text = new ValueEdit(value.is_null() ? QString() : written(value));
        text->setObjectName(QStringLiteral("field-") + words::text(column));
        text->setAccessibleName(words::text(column));
        if (value.is_null()) text->setPlaceholderText(tr("empty"));
        connect(text, &QPlainTextEdit::textChanged, this, &FieldForm::edited);
        grid_->add(name, text);
        entries_.push_back({column, value, text});
    }
    return true;
}

QString FieldForm::json() const {
    OrderedJson row = OrderedJson::object();
    for (const Entry& entry : entries_) {
        const std::string text = words::utf8(entry.text->toPlainText());
        const OrderedJson plain = entry.value.is_string() ? OrderedJson() : OrderedJson::parse(text, nullptr, false);
        if (entry.value.is_null() && text.empty())
            row[entry.column] = nullptr;
        else if (entry.value.type() == plain.type() || (entry.value.is_number() && plain.is_number()))
            row[entry.column] = entry.text->toPlainText() == written(entry.value) ? entry.value : plain;
        else
            row[entry.column] = text;
    }
    return words::text(row.dump(2));
}

}  // namespace tunesmith::ui
