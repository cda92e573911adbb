// Rows as ids and trained tokens: which tokens count, truncation, text rows, templates that cannot be rendered in
// parts.
#include <QTest>

#include "core/base/error.h"
#include "core/base/file.h"
#include "core/tokenize/tokenize_row.h"

using namespace tunesmith;

namespace {

constexpr const char* kChatMl =
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

RowTokenizer rowsWith(const std::string& chatTemplate, bool addBos = false) {
    TokenizerSpec spec;
    spec.tokenizerJson = readFile(TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/gpt2.json");
    spec.chatTemplate = chatTemplate;
    spec.bos = 0;
    spec.eos = 2;  // <|im_end|>
    spec.addBos = addBos;
    return RowTokenizer(Tokenizer::make(spec, "gpt2.json"));
}

Record conversation(std::vector<Message> messages) {
    Record record;
    record.id = 7;
    record.messages = std::move(messages);
    return record;
}

/// The text of the trained tokens, runs parted by "|".
std::string trainedText(const RowTokenizer& rows, const Record& record, const RowOptions& options = {}) {
    const TokenizedRow row = rows.tokenize(record, options, true);
    const TokenizedRow bare = rows.tokenize(record, options);
    if (bare.ids != row.ids || bare.trained != row.trained || !bare.spans.empty() || !bare.text.empty())
        return "differs without spans";
    if (row.spans.size() != row.ids.size() || row.trained.size() != row.ids.size()) return "sizes differ";
    std::string out;
    bool inside = false;
    for (std::size_t t = 0; t < row.ids.size(); ++t) {
        if (row.trained[t])
            out += (!inside && !out.empty() ? "|" : "") +
                   row.text.substr(row.spans[t].begin, row.spans[t].end - row.spans[t].begin);
        inside = row.trained[t];
    }
    return out;
}

const std::vector<Message> kTwoTurns = {{"system", "Be brief."},
                                        {"user", "Open?"},
                                        {"assistant", "At nine."},
                                        {"user", "And Sunday?"},
                                        {"assistant", "Closed."}};

/// Rows of an encoder-decoder: the tokenizer ends each text with </s>, an answer begins with <pad>.
RowTokenizer answering() {
    const std::string folder = TUNESMITH_SOURCE_DIR "/tests/data/tiny_t5";
    return RowTokenizer(Tokenizer::make(tokenizerSpecFromFolder(folder), folder), {}, {0});
}

}  // namespace

class TestTokenizeRow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void encoderDecoder_sourceAndAnswer() {
        const RowTokenizer rows = answering();
        const Tokenizer& tokenizer = rows.tokenizer();
        const TokenizedRow row = rows.tokenize(conversation(kTwoTurns), {}, true);
        QCOMPARE(tokenizer.decode(row.source), std::string("Be brief. Open? At nine. And Sunday?"));
        QCOMPARE(row.source.back(), *tokenizer.spec().eos);
        QCOMPARE(row.ids.front(), TokenId(0));
        QCOMPARE(row.ids.back(), *tokenizer.spec().eos);
        QCOMPARE(tokenizer.decode(row.ids), std::string("Closed."));
        QCOMPARE(row.trainedCount(), std::int64_t(row.ids.size()) - 1);
        QCOMPARE(row.length(), std::int64_t(row.ids.size() + row.source.size()));
        QCOMPARE(row.text, std::string("Be brief.\nOpen?\nAt nine.\nAnd Sunday?\nClosed."));
        QCOMPARE(row.spans.size(), row.ids.size());
        QCOMPARE(row.sourceSpans.size(), row.source.size());
        QCOMPARE(row.text.substr(row.spans[1].begin, 1), std::string("C"));
        QCOMPARE(row.pieces.back().message, 4);
        QCOMPARE(row.text.substr(row.pieces[3].begin, row.pieces[3].end - row.pieces[3].begin), std::string("And Sunday?"));
        // What a run sees is the same without spans, and what it is asked later is what it was trained on.
        const TokenizedRow bare = rows.tokenize(conversation(kTwoTurns), {});
        QVERIFY(bare.ids == row.ids && bare.source == row.source && bare.trained == row.trained);
        QVERIFY(rows.prompt({kTwoTurns.begin(), kTwoTurns.end() - 1}) == row.source);
        QVERIFY(rows.stopTokens() == std::vector<TokenId>{*tokenizer.spec().eos});
        QVERIFY(!rows.usesDefaultTemplate());
    }

    void encoderDecoder_trainsTheLastAnswerThatIsTrained() {
        const RowTokenizer rows = answering();
        std::vector<Message> messages = kTwoTurns;
        messages[4].trained = false;
        messages[2].weight = 0.5f;
        const TokenizedRow row = rows.tokenize(conversation(messages), {});
        QCOMPARE(rows.tokenizer().decode(row.ids), std::string("At nine."));
        QCOMPARE(rows.tokenizer().decode(row.source), std::string("Be brief. Open?"));
        QCOMPARE(row.trainedWeight(), 0.5 * double(row.trainedCount()));
    }

    // A text without an answer is no row to learn from, and no fault either.
    void encoderDecoder_textHasNothingToTrain() {
        const RowTokenizer rows = answering();
        Record record;
        record.text = "The lamp is in the barn.";
        const TokenizedRow row = rows.tokenize(record, {});
        QCOMPARE(row.trainedCount(), std::int64_t(0));
        QCOMPARE(rows.tokenizer().decode(row.source), record.text);
    }

    void encoderDecoder_longRowsLoseTheEndOfTheSource() {
        const RowTokenizer rows = answering();
        std::string question = "Where is the lamp", answer = "It is in the barn";
        for (int i = 0; i < 30; ++i) question += ", the lamp";
        const Record record = conversation({{"user", question}, {"assistant", answer}});
        RowOptions options;
        const TokenizedRow whole = rows.tokenize(record, options);
        QVERIFY(!whole.truncated);
        options.maxLength = std::int64_t(whole.ids.size()) + 20;
        const TokenizedRow cut = rows.tokenize(record, options);
        QVERIFY(cut.truncated);
        QVERIFY(cut.ids == whole.ids);
        QCOMPARE(cut.length(), options.maxLength);
        QCOMPARE(cut.source.back(), *rows.tokenizer().spec().eos);
        QVERIFY(std::equal(cut.source.begin(), cut.source.end() - 1, whole.source.begin()));
        // An answer that leaves no room is cut to half of the row.
        options.maxLength = 8;
        const TokenizedRow small = rows.tokenize(record, options);
        QCOMPARE(small.length(), std::int64_t(8));
        QCOMPARE(small.ids.size(), std::size_t(4));
        QCOMPARE(small.trained.size(), std::size_t(4));
        options.overlong = Overlong::Drop;
        QCOMPARE(rows.tokenize(record, options).length(), std::int64_t(0));
        QVERIFY(rows.tokenize(record, options).truncated);
    }

    void lastAnswer();
    void everyAnswer();
    void untrainedMessages();
    void weightedMessages();
    void allTokens();
    void strippedHistory();
    void noPartialRendering();
    void endWrittenOnce();
    void boundaryMerges();
    void generationIsNotNeeded();
    void truncation();
    void textRows();
    void preferenceRows();
    void defaultTemplate();
    void promptsAndStops();
    void errorsNameTheRow();
};

void TestTokenizeRow::lastAnswer() {
    const RowTokenizer rows = rowsWith(kChatMl);
    QVERIFY(!rows.usesDefaultTemplate());
    const Record record = conversation({{"user", "Open?"}, {"assistant", "At nine."}});
    QCOMPARE(trainedText(rows, record), std::string("At nine.<|im_end|>\n"));
    const TokenizedRow row = rows.tokenize(record, {}, true);
    QCOMPARE(row.row, RowId(7));
    QVERIFY(row.trainedCount() > 2 && !row.truncated);
    QCOMPARE(row.pieces.size(), std::size_t(5));
    QCOMPARE(trainedText(rows, conversation({{"user", "Open?"}, {"assistant", ""}})), std::string("<|im_end|>\n"));
    QCOMPARE(trainedText(rows, conversation({{"user", "Open?"}})), std::string());
}

void TestTokenizeRow::everyAnswer() {
    QCOMPARE(trainedText(rowsWith(kChatMl), conversation(kTwoTurns)),
             std::string("At nine.<|im_end|>\n|Closed.<|im_end|>\n"));
}

// The weight of a message is that of each token it trains, end of turn included.
void TestTokenizeRow::weightedMessages() {
    std::vector<Message> messages = kTwoTurns;
    const RowTokenizer rows = rowsWith(kChatMl);
    QVERIFY(rows.tokenize(conversation(messages), {}).weights.empty());
    messages[2].weight = 0.25f;
    const TokenizedRow row = rows.tokenize(conversation(messages), {}, true);
    QCOMPARE(row.weights.size(), row.ids.size());
    std::string light, full;
    double weight = 0;
    for (std::size_t t = 0; t < row.ids.size(); ++t) {
        if (!row.trained[t]) continue;
        const std::string token = row.text.substr(row.spans[t].begin, row.spans[t].end - row.spans[t].begin);
        (row.weights[t] == 0.25f ? light : full) += token;
        weight += double(row.weights[t]);
    }
    QCOMPARE(light, std::string("At nine.<|im_end|>\n"));
    QCOMPARE(full, std::string("Closed.<|im_end|>\n"));
    QCOMPARE(row.trainedWeight(), weight);
    QVERIFY(weight < double(row.trainedCount()));

    RowOptions all;
    all.loss = LossOn::All;
    const TokenizedRow everything = rows.tokenize(conversation(messages), all);
    QVERIFY(everything.trainedWeight() < double(everything.trainedCount()));
    RowOptions shortened;
    shortened.maxLength = 3;
    QCOMPARE(rows.tokenize(conversation(messages), shortened).weights.size(), std::size_t(3));
}

void TestTokenizeRow::untrainedMessages() {
    std::vector<Message> messages = kTwoTurns;
    messages[2].trained = false;
    QCOMPARE(trainedText(rowsWith(kChatMl), conversation(messages)), std::string("Closed.<|im_end|>\n"));
    RowOptions all;
    all.loss = LossOn::All;
    const std::string text = trainedText(rowsWith(kChatMl), conversation(messages), all);
    QVERIFY(text.find("At nine") == std::string::npos && text.find("Sunday") != std::string::npos);
}

void TestTokenizeRow::allTokens() {
    RowOptions all;
    all.loss = LossOn::All;
    const TokenizedRow row = rowsWith(kChatMl).tokenize(conversation(kTwoTurns), all);
    QCOMPARE(row.trainedCount(), std::int64_t(row.ids.size()) - 1);
    QCOMPARE(int(row.trained[0]), 0);
}

/// A template that shortens earlier answers: what it renders for less is no beginning of the whole, so spans decide.
void TestTokenizeRow::strippedHistory() {
    const RowTokenizer rows = rowsWith(
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
        "{% if m.role == 'assistant' and not loop.last %}{{ m.content.split('</think>')[-1].strip() }}{% else %}{{ "
        "m.content }}{% endif %}"
        "{{ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}");
    std::vector<Message> messages = kTwoTurns;
    messages[2].text = "<think>hm</think>\n\nAt nine.";
    messages[4].text = "<think>so</think>\n\nClosed.";
    QCOMPARE(trainedText(rows, conversation(messages)),
             std::string("At nine.<|im_end|>|<think>so</think>\n\nClosed.<|im_end|>\n"));
}

/// A template that renders whole conversations only.
void TestTokenizeRow::noPartialRendering() {
    const RowTokenizer rows = rowsWith(
        "{% if messages | length != 5 or add_generation_prompt %}{{ raise_exception('no') }}{% endif %}"
        "{% for m in messages %}{{ m.role ~ ': ' ~ m.content ~ '<|im_end|>' }}{% endfor %}");
    QCOMPARE(trainedText(rows, conversation(kTwoTurns)), std::string("At nine.<|im_end|>|Closed.<|im_end|>"));
    QCOMPARE(rows.stopTokens(), std::vector<TokenId>{2});
}

/// The prompt's last token merges with the answer's first: the answer begins where the ids part, as TRL has it.
/// A template that ends the whole conversation, not each turn, and whose marks are ordinary text: an answer that is not
/// the last one must not take the question behind it along.
void TestTokenizeRow::endWrittenOnce() {
    const auto rows = rowsWith(
        "{% for m in messages %}[{{ m.role }}]{{ m.content }}[end]{% endfor %}"
        "{% if add_generation_prompt %}[assistant]{% else %}{{ eos_token }}{% endif %}");
    QCOMPARE(trainedText(rows, conversation(kTwoTurns)), std::string("At nine.|Closed.[end]<|im_end|>"));
}

void TestTokenizeRow::boundaryMerges() {
    const RowTokenizer rows = rowsWith("{% for m in messages %}{{ m.content }}{% endfor %}");
    const TokenizedRow row = rows.tokenize(conversation({{"user", "the cli"}, {"assistant", "nic waits"}}), {}, true);
    const auto ids = rows.tokenizer().encode("the clinic waits").ids, prompt = rows.tokenizer().encode("the cli").ids;
    QCOMPARE(row.ids, ids);
    const std::size_t common =
        std::size_t(std::mismatch(prompt.begin(), prompt.end(), ids.begin()).first - prompt.begin());
    QVERIFY(common < prompt.size());
    for (std::size_t t = 0; t < ids.size(); ++t) QCOMPARE(bool(row.trained[t]), t >= common && t > 0);
}

void TestTokenizeRow::generationIsNotNeeded() {
    const RowTokenizer rows = rowsWith(
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}{% if m.role == 'assistant' %}{% generation %}{{ "
        "m.content }}"
        "<|im_end|>{% endgeneration %}{% else %}{{ m.content }}<|im_end|>{% endif %}\n\n{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}");
    QCOMPARE(trainedText(rows, conversation({{"user", "Open?"}, {"assistant", "At nine."}})),
             std::string("At nine.<|im_end|>\n"));
}

void TestTokenizeRow::truncation() {
    const RowTokenizer rows = rowsWith(kChatMl);
    const Record record = conversation(kTwoTurns);
    const TokenizedRow whole = rows.tokenize(record, {}, true);
    RowOptions options;
    options.maxLength = std::int64_t(whole.ids.size()) - 4;
    TokenizedRow row = rows.tokenize(record, options, true);
    QVERIFY(row.truncated);
    QCOMPARE(std::int64_t(row.ids.size()), options.maxLength);
    QVERIFY(std::equal(row.ids.begin(), row.ids.end(), whole.ids.begin()) &&
            std::equal(row.trained.begin(), row.trained.end(), whole.trained.begin()));
    QCOMPARE(row.spans.size(), row.ids.size());
    options.maxLength = 10;  // within the prompt
    row = rows.tokenize(record, options);
    QVERIFY(row.truncated && row.trainedCount() == 0 && row.ids.size() == 10);
    options.overlong = Overlong::Drop;
    row = rows.tokenize(record, options);
    QVERIFY(row.truncated && row.ids.empty() && row.trained.empty());
    options.maxLength = std::int64_t(whole.ids.size());
    QVERIFY(!rows.tokenize(record, options).truncated);
}

void TestTokenizeRow::textRows() {
    Record record;
    record.text = "The nurse waits.";
    TokenizedRow row = rowsWith(kChatMl, true).tokenize(record, {}, true);
    QCOMPARE(row.ids.front(), TokenId(0));
    QCOMPARE(row.ids.back(), TokenId(2));
    QCOMPARE(row.trainedCount(), std::int64_t(row.ids.size()) - 1);
    QCOMPARE(row.spans.back(), (Span{16, 16}));
    QCOMPARE(row.text, record.text);
    const std::size_t length = row.ids.size();
    record.text = "<|endoftext|>The nurse waits.<|im_end|>";  // both are there already
    row = rowsWith(kChatMl, true).tokenize(record, {});
    QCOMPARE(row.ids.size(), length);
    row = rowsWith(kChatMl, false).tokenize(record, {});
    QCOMPARE(row.ids.size(), length);
    record.text.clear();
    QVERIFY(rowsWith(kChatMl).tokenize(record, {}).ids.empty());
}

void TestTokenizeRow::preferenceRows() {
    Record record = conversation({{"user", "Open?"}});
    record.chosen = {{"assistant", "At nine."}};
    record.rejected = {{"assistant", "No."}};
    QCOMPARE(trainedText(rowsWith(kChatMl), record), std::string("At nine.<|im_end|>\n"));
}

void TestTokenizeRow::defaultTemplate() {
    const RowTokenizer rows = rowsWith("");
    QVERIFY(rows.usesDefaultTemplate());
    QCOMPARE(trainedText(rows, conversation({{"user", "Open?"}, {"assistant", "At nine."}})),
             std::string("At nine.<|im_end|>\n"));
}

void TestTokenizeRow::promptsAndStops() {
    const RowTokenizer rows = rowsWith(kChatMl);
    const std::vector<TokenId> prompt = rows.prompt({{"user", "Open?"}});
    QCOMPARE(rows.tokenizer().decode(prompt, true),
             std::string("<|im_start|>user\nOpen?<|im_end|>\n<|im_start|>assistant\n"));
    QCOMPARE(rows.stopTokens(), std::vector<TokenId>{2});
    // A turn that ends with another special token than EOS.
    const RowTokenizer other = rowsWith(
        "{% for m in messages %}{{ m.content }}{% if m.role == 'assistant' %}{{ '<|endoftext|>' }}{% endif %}{% endfor "
        "%}");
    QCOMPARE(other.stopTokens(), (std::vector<TokenId>{2, 0}));
}

void TestTokenizeRow::errorsNameTheRow() {
    const RowTokenizer rows = rowsWith("{{ raise_exception('alternate!') }}");
    Record record = conversation(kTwoTurns);
    record.source = {"chats.jsonl", 12};
    try {
        rows.tokenize(record, {});
        QFAIL("accepted");
    } catch (const Error& error) {
        QCOMPARE(error.code(), Code::BadInput);
        QVERIFY(error.where().find("row 7 (chats.jsonl, line 12)") != std::string::npos);
        QVERIFY(std::string(error.what()).find("alternate!") != std::string::npos);
    }
    QVERIFY_EXCEPTION_THROWN(rowsWith("{% if %}"), Error);
}

QTEST_GUILESS_MAIN(TestTokenizeRow)
#include "tst_tokenize_row.moc"
