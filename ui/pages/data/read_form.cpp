#include "ui/pages/data/read_form.h"

#include "ui/bridge/words.h"
#include "ui/widgets/combo_box.h"

namespace tunesmith::ui {

namespace {

struct Choice {
    const char* value;
    const char* words;
};

const Choice kUnits[] = {
    {"document", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "the whole document")},
    {"section", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "a section below a heading")},
    {"page", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "a page")},
    {"paragraph", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "a paragraph")},
    {"line", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "a line")},
    {"table", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "a row of its tables")},
};

const Choice kEncodings[] = {
    {"utf-8", "UTF-8"},
    {"windows-1252", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Western Europe (Windows-1252)")},
    {"iso-8859-15", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Western Europe (ISO 8859-15)")},
    {"windows-1250", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Central Europe (Windows-1250)")},
    {"windows-1251", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Cyrillic (Windows-1251)")},
    {"koi8-r", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Cyrillic (KOI8-R)")},
    {"windows-1253", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Greek (Windows-1253)")},
    {"windows-1254", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Turkish (Windows-1254)")},
    {"shift_jis", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Japanese (Shift JIS)")},
    {"gb18030", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Chinese (GB 18030)")},
    {"big5", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Chinese (Big5)")},
    {"euc-kr", QT_TRANSLATE_NOOP("tunesmith::ui::ReadForm", "Korean (EUC-KR)")},
    {"utf-16le", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
};

// Keeps the choice; nothing is said of it.
void fill(QComboBox* box, const QString& usual, const std::vector<std::pair<QString, QString>>& choices) {
    const QString kept = box->currentData().toString();
    box->clear();
    box->addItem(usual, QString());
    for (const auto& [value, text] : choices) box->addItem(text, value);
    box->setCurrentIndex(std::max(0, box->findData(kept)));
}

}  // namespace

ReadForm::ReadForm(QWidget* parent) : FormGrid(2, 3, parent) {
    unit_ = new ComboBox;
    unit_->setObjectName(QStringLiteral("importUnit"));
    sheet_ = new ComboBox;
    sheet_->setObjectName(QStringLiteral("importSheet"));
    encoding_ = new ComboBox;
    encoding_->setObjectName(QStringLiteral("importEncoding"));
    add(tr("&One row is"), unit_);
    add(tr("S&heet"), sheet_);
    add(tr("&Encoding"), encoding_);
    for (QComboBox* box : {unit_, sheet_, encoding_}) connect(box, &QComboBox::activated, this, &ReadForm::changed);
    reset();
}

void ReadForm::reset() {
    for (QComboBox* box : {unit_, sheet_, encoding_}) box->clear();
    offer({});
}

void ReadForm::offer(const ImportPreviewInfo& preview) {
    std::vector<std::pair<QString, QString>> units, sheets, encodings;
    for (const std::string& unit : preview.units)
        for (const Choice& choice : kUnits)
            if (unit == choice.value) units.emplace_back(words::text(unit), tr(choice.words));
    for (const std::string& sheet : preview.sheets) sheets.emplace_back(words::text(sheet), words::text(sheet));
    for (const Choice& choice : kEncodings) encodings.emplace_back(QLatin1String(choice.value), tr(choice.words));
    fill(unit_, tr("what suits it"), units);
    fill(sheet_, preview.sheets.empty() ? QString() : tr("the first: %1").arg(words::text(preview.sheets.front())),
         sheets);
    const bool chosen = !encoding_->currentData().toString().isEmpty();
    fill(encoding_, chosen ? tr("as found") : tr("as found: %1").arg(words::text(preview.encodingNote)), encodings);
    setShown(unit_, !units.empty());
    setShown(sheet_, sheets.size() > 1);
    setShown(encoding_, !preview.encodingNote.empty());
}

void ReadForm::apply(ImportRequest& request) const {
    request.unit = unit_->currentData().toString().toStdString();
    request.sheet = sheet_->currentData().toString().toStdString();
    request.encoding = encoding_->currentData().toString().toStdString();
}

}  // namespace tunesmith::ui
