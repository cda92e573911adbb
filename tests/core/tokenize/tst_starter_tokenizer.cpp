// The starter model's tokenizer, read from its GGUF file, on real texts: ids, byte offsets, decoded text and rows equal
// to transformers'. Skips where the model or the texts are not on this machine.
#include <QTest>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/model/weights/gguf.h"
#include "core/tokenize/tokenize_row.h"
#include "random_text.h"

using namespace tunesmith;
using namespace tunesmith::testing;

namespace {

const std::string kData = TUNESMITH_SOURCE_DIR "/../shared/data/";

std::string starterPath() {
    if (const char* path = std::getenv("TUNESMITH_STARTER")) return path;
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    const std::string root = data && *data ? data : std::string(home ? home : "") + "/.local/share";
    return root + "/tunesmith/models/SmolLM2-135M-Instruct.Q4_1.gguf";
}

}  // namespace

class TestStarterTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void realTexts_data();
    void realTexts();
    void rows();

private:
    Json expected_;
    std::shared_ptr<const Tokenizer> tokenizer_;
};

void TestStarterTokenizer::initTestCase() {
    if (!std::filesystem::exists(starterPath()))
        QSKIP("The starter model is not on this machine (packaging/start fetches it).");
    if (!std::filesystem::exists(kData)) QSKIP("The real texts (../shared/data) are not on this machine.");
    expected_ = readJsonFile(TUNESMITH_SOURCE_DIR "/tests/golden/tokenize/starter.json");
    const GgufFile file(starterPath());
    tokenizer_ = Tokenizer::make(tokenizerSpecFromGguf(ggufTokenizer(file), starterPath()), starterPath());
}

void TestStarterTokenizer::realTexts_data() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, digest] : expected_["files"].items())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestStarterTokenizer::realTexts() {
    QFETCH(QString, name);
    std::string text = readFile(kData + name.toStdString());
    Digest digest;
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        digest.add(*tokenizer_, text.substr(begin, end - begin));
        begin = end + 1;
    }
    digest.add(*tokenizer_, text.substr(begin));
    QCOMPARE(digest.hex(), expected_["files"][name.toStdString()].get<std::string>());
}

/// Ids and trained tokens as TRL has them, prompt and completion, length 512.
void TestStarterTokenizer::rows() {
    const RowTokenizer rows(tokenizer_);
    RowOptions options;
    options.maxLength = 512;
    Digest digest;
    std::istringstream lines(readFile(kData + "pubmedqa.jsonl"));
    std::int64_t count = 0, kept = 0, tokens = 0, trained = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const Json item = Json::parse(line);
        Record record;
        record.messages = {
            {"user", item["context"].get<std::string>() + "\n\nQuestion: " + item["question"].get<std::string>()},
            {"assistant", item["long_answer"].get<std::string>()}};
        const TokenizedRow row = rows.tokenize(record, options);
        for (std::size_t t = 0; t < row.ids.size(); ++t) {
            digest.add(std::uint32_t(row.ids[t]));
            digest.add(std::uint32_t(row.trained[t]));
        }
        if (count >= 32 || row.trainedCount() == 0) continue;
        ++kept;
        tokens += std::int64_t(row.ids.size());
        trained += row.trainedCount();
    }
    QCOMPARE(kept, expected_["rows"]["first32"].get<std::int64_t>());
    QCOMPARE(tokens, expected_["rows"]["tokens"].get<std::int64_t>());
    QCOMPARE(trained, expected_["rows"]["trained"].get<std::int64_t>());
    QCOMPARE(digest.hex(), expected_["rows"]["digest"].get<std::string>());
    QCOMPARE(rows.stopTokens(), std::vector<TokenId>{*tokenizer_->idOf("<|im_end|>")});
}

QTEST_GUILESS_MAIN(TestStarterTokenizer)
#include "tst_starter_tokenizer.moc"
