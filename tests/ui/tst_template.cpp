// The dialog of chat templates: faults in words while one types, the preview with its trained tokens, presets, a
// template that does not end, and what it is used for.
#include <QComboBox>
#include <QCheckBox>
#include <QLabel>
#include <QTest>
#include <QTextBlock>

#include "ui/bridge/tokens.h"
#include "ui/pages/model/template_dialog.h"
#include "ui/pages/model/template_preview.h"
#include "ui/widgets/code_edit.h"
#include "ui/widgets/dialogs.h"
#include "ui/widgets/rendered_view.h"
#include "ui_test_support.h"

using namespace tunesmith;
using namespace tunesmith::ui;

namespace {

constexpr int kWaitMs = 30000;

/// The colour of the character at `column` (from 0) of a line (from 0).
QColor colourAt(CodeEdit* edit, int line, int column) {
    for (const auto& range : edit->document()->findBlockByNumber(line).layout()->formats())
        if (column >= range.start && column < range.start + range.length) return range.format.foreground().color();
    return {};
}

}  // namespace

class TestTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        if (tinyModel().isEmpty()) QSKIP("there is no tiny model");
        test_ = std::make_unique<TestWindow>();
        test_->window().resize(1280, 800);
        test_->window().show();
        QVERIFY(QTest::qWaitForWindowExposed(&test_->window()));
        QVERIFY(test_->createProject(QStringLiteral("p")));
        QVERIFY(test_->importSample(QStringLiteral("clinic")));
        QVERIFY(test_->addTinyModel());
        test_->window().openPage(QStringLiteral("model"));
        page_ = test_->window().page(QStringLiteral("model"));
        open();
    }
    void cleanup() {
        if (!test_) return;
        if (dialog_->isVisible()) {
            Dialogs::setNextAnswer(0);
            dialog_->reject();
            Dialogs::setNextPaths({});
        }
        test_.reset();
    }

    void ownTemplate_previewOfConversationAndRows() {
        QVERIFY(!edit_->toPlainText().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(view(3)->isVisible(), kWaitMs);  // three rows of the sample
        QVERIFY(view(0)->summary().contains(QStringLiteral("trained")));
        QVERIFY(label("templateCount1")->text().contains(QStringLiteral("tokens")));
        QCOMPARE(label("templateFault")->text(), QStringLiteral("No fault found."));
        QVERIFY(label("templateStops")->isVisible());
        QVERIFY(!button("templateUse")->isEnabled());  // it is in use
        const QString trained = view(0)->summary();
        find<QCheckBox>(dialog_, "templateForAnswer")->setChecked(true);
        QTRY_VERIFY(!label("templateCount0")->text().contains(QStringLiteral("trained")));
        find<QCheckBox>(dialog_, "templateForAnswer")->setChecked(false);
        QTRY_COMPARE(label("templateCount0")->text(), trained);
        find<QCheckBox>(dialog_, "templateSystem")->setChecked(false);
        QTRY_VERIFY(label("templateCount0")->text() != trained);
    }

    void faults_lineAndColumn_whileTyping() {
        edit_->replaceAll(QStringLiteral("{% for m in messages %}\n{{ m.content + }}\n{% endfor %}"));
        QTRY_VERIFY_WITH_TIMEOUT(label("templateFault")->text().startsWith(QStringLiteral("Line 2, column 16: ")), kWaitMs);
        QVERIFY(!button("templateUse")->isEnabled());
        QVERIFY(!view(0)->isVisible());
        QCOMPARE(edit_->extraSelections().size(), 1);
        button("templateGoTo")->click();
        QCOMPARE(edit_->textCursor().blockNumber(), 1);
        QCOMPARE(edit_->textCursor().positionInBlock(), 15);
        QTest::keyClick(edit_, Qt::Key_Backspace);
        QTest::keyClick(edit_, Qt::Key_Backspace);
        QTRY_COMPARE_WITH_TIMEOUT(label("templateFault")->text(), QStringLiteral("No fault found."), kWaitMs);
        QTRY_VERIFY(view(0)->isVisible());
        QVERIFY(edit_->extraSelections().isEmpty());
    }

    void whatWouldGoWrong_isSaid() {
        edit_->replaceAll(QStringLiteral("{% for m in messages %}<|odd|>{{ m.content }}\n{% endfor %}"));
        QTRY_VERIFY_WITH_TIMEOUT(label("templateRemarks")->text().contains(QStringLiteral("<|odd|>")), kWaitMs);
        QVERIFY(label("templateRemarks")->text().contains(QStringLiteral("run on")));
        edit_->replaceAll(QStringLiteral("{{ raise_exception('only poems') }}"));
        QTRY_VERIFY(label("templateFault")->text().contains(QStringLiteral("only poems")));
        QVERIFY(label("templateProblem0")->isVisible());
    }

    // The window answers while a template is tried that does not end by itself.
    void endless_getsASentence_windowAnswers() {
        QTRY_VERIFY_WITH_TIMEOUT(preview()->isCurrent(), kWaitMs);
        StallWatch watch;
        edit_->replaceAll(QStringLiteral("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"));
        QTRY_VERIFY_WITH_TIMEOUT(label("templateFault")->text().contains(QStringLiteral("may not end")), kWaitMs);
        QVERIFY2(watch.worst() < 400, qPrintable(QString::number(watch.worst())));
        QVERIFY(!button("templateUse")->isEnabled());
    }

    void preset_used_isKeptAndShown() {
        const QString own = edit_->toPlainText();
        auto* presets = find<QComboBox>(dialog_, "templatePresets");
        Q_EMIT presets->activated(presets->findText(QStringLiteral("Question / Answer")));
        QVERIFY(edit_->toPlainText().contains(QStringLiteral("'Question: '")));
        QTest::keySequence(edit_, QKeySequence::Undo);
        QCOMPARE(edit_->toPlainText(), own);
        QTest::keySequence(edit_, QKeySequence::Redo);
        QTRY_VERIFY_WITH_TIMEOUT(button("templateUse")->isEnabled() && preview()->isCurrent(), kWaitMs);
        button("templateUse")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isVisible(), kWaitMs);
        QVERIFY(test_->project().models().front().customTemplate);
        open();
        QVERIFY(edit_->toPlainText().contains(QStringLiteral("'Question: '")));
        QCOMPARE(label("templateState")->text(), QStringLiteral("changed in this project"));
        // And back to the model's own.
        Q_EMIT presets->activated(1);
        QCOMPARE(edit_->toPlainText(), own);
        QTRY_VERIFY_WITH_TIMEOUT(button("templateUse")->isEnabled() && preview()->isCurrent(), kWaitMs);
        button("templateUse")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog_->isVisible(), kWaitMs);
        QVERIFY(!test_->project().models().front().customTemplate);
    }

    void leaving_asksOnlyWhereSomethingWasWritten() {
        dialog_->reject();
        QVERIFY(!dialog_->isVisible());
        open();
        edit_->insertPlainText(QStringLiteral("x"));
        Dialogs::setNextAnswer(-1);
        dialog_->reject();
        QVERIFY(dialog_->isVisible());
    }

    void marksAreColoured() {
        edit_->replaceAll(QStringLiteral("{# note\nmore #}{% if x %}\n{{ '<|im_end|>' ~ \"a\" }} if"));
        QTRY_COMPARE(colourAt(edit_, 0, 3), tokens().muted);
        QCOMPARE(colourAt(edit_, 1, 0), tokens().muted);
        QCOMPARE(colourAt(edit_, 1, 7), tokens().accent);
        QCOMPARE(colourAt(edit_, 1, 10), tokens().plotRate);
        QCOMPARE(colourAt(edit_, 2, 3), tokens().good);
        QCOMPARE(colourAt(edit_, 2, 6), tokens().plotValidation);
        QVERIFY(!colourAt(edit_, 2, 25).isValid());  // text is no mark
    }

private:
    void open() {
        find<QPushButton>(page_, "openTemplate")->click();
        dialog_ = test_->window().findChild<TemplateDialog*>();
        edit_ = find<CodeEdit>(dialog_, "templateEdit");
        QTRY_VERIFY_WITH_TIMEOUT(!edit_->toPlainText().isEmpty() && !edit_->isReadOnly(), kWaitMs);
    }
    QLabel* label(const char* name) const { return find<QLabel>(dialog_, name); }
    QPushButton* button(const char* name) const { return find<QPushButton>(dialog_, name); }
    RenderedView* view(int row) const {
        return find<RenderedView>(dialog_, qPrintable(QStringLiteral("templateRow%1").arg(row)));
    }
    TemplatePreview* preview() const { return dialog_->findChild<TemplatePreview*>(); }

    std::unique_ptr<TestWindow> test_;
    Page* page_ = nullptr;
    TemplateDialog* dialog_ = nullptr;
    CodeEdit* edit_ = nullptr;
};

QTEST_MAIN(TestTemplate)
#include "tst_template.moc"
