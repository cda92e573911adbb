// GGUF: what is read, equal to what the reference wrote, and every class of broken file that must be refused with
// words.
#include <QElapsedTimer>
#include <QtTest>
#include <cmath>

#include "core/base/json.h"
#include "core/model/weights/gguf.h"
#include "gguf_bytes.h"
#include "refusal.h"

using namespace tunesmith;
using Bytes = GgufBytes;

namespace {

GgufFile parsed(const std::string& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), "test.gguf"};
}

Refusal refusalOfBytes(const std::string& bytes) {
    return refusalOf([&] { parsed(bytes); });
}

std::string golden(const char* name) {
    return std::string(TUNESMITH_SOURCE_DIR "/tests/golden/llama/tied_gqa/") + name;
}

std::vector<float> floatsOf(const StoredTensor& tensor) {
    std::vector<float> values(std::size_t(tensor.count()));
    toFloat32(tensor.dtype, tensor.data, tensor.count(), values.data());
    return values;
}

/// A tokenizer of three tokens, as complete as files have it.
Bytes tokenizerBytes() {
    Bytes file;
    file.key("tokenizer.ggml.model", String, Bytes::text("llama"));
    file.key("tokenizer.ggml.tokens", Array, Bytes::texts({"<s>", "a", "b"}));
    file.key("tokenizer.ggml.scores", Array,
             Bytes::list(F32, 3, Bytes::raw(0.0f) + Bytes::raw(-1.0f) + Bytes::raw(-2.5f)));
    file.key("tokenizer.ggml.token_type", Array, Bytes::list(I32, 3, Bytes::raw(3) + Bytes::raw(1) + Bytes::raw(1)));
    return file;
}

}  // namespace

class TestGguf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsEveryMetadataType() {
        Bytes out;
        out.key("u8", U8, Bytes::raw(std::uint8_t(200)));
        out.key("i8", I8, Bytes::raw(std::int8_t(-5)));
        out.key("u16", U16, Bytes::raw(std::uint16_t(60000)));
        out.key("i16", I16, Bytes::raw(std::int16_t(-300)));
        out.key("u32", U32, Bytes::raw(4000000000u));
        out.key("i32", I32, Bytes::raw(-70000));
        out.key("f32", F32, Bytes::raw(0.5f));
        out.key("bool", Bool, Bytes::raw(std::uint8_t(1)));
        out.key("text", String, Bytes::text("gr\xC3\xBC\xC3\x9F"));
        out.key("u64", U64, Bytes::raw(~0ull));
        out.key("i64", I64, Bytes::raw(std::int64_t(-1)));
        out.key("f64", F64, Bytes::raw(1e300));
        out.key("texts", Array, Bytes::texts({"a", "", "c"}));
        out.key("bytes", Array, Bytes::list(U8, 2, "\x01\xFF"));
        out.key("floats", Array, Bytes::list(F32, 1, Bytes::raw(2.5f)));
        out.key("bools", Array, Bytes::list(Bool, 2, std::string("\0\1", 2)));
        out.key("none", Array, Bytes::list(I32, 0, ""));
        const GgufFile file = parsed(out.header());
        QCOMPARE(file.integer("u8").value(), 200);
        QCOMPARE(file.integer("i8").value(), -5);
        QCOMPARE(file.integer("u16").value(), 60000);
        QCOMPARE(file.integer("i16").value(), -300);
        QCOMPARE(file.integer("u32").value(), 4000000000);
        QCOMPARE(file.integer("i32").value(), -70000);
        QCOMPARE(file.number("f32").value(), 0.5);
        QCOMPARE(file.boolean("bool").value(), true);
        QCOMPARE(file.text("text").value(), std::string("gr\xC3\xBC\xC3\x9F"));
        QCOMPARE(file.integer("i64").value(), -1);
        QCOMPARE(file.number("f64").value(), 1e300);
        QCOMPARE(file.number("u8").value(), 200.0);
        QCOMPARE(file.texts("texts"), (std::vector<std::string>{"a", "", "c"}));
        QCOMPARE(file.integers("bytes"), (std::vector<std::int64_t>{1, 255}));
        QCOMPARE(file.numbers("floats"), (std::vector<double>{2.5}));
        QCOMPARE(file.integers("bools"), (std::vector<std::int64_t>{0, 1}));
        QVERIFY(file.integers("none").empty());
        QVERIFY(!file.integer("absent") && !file.number("absent") && !file.boolean("absent") && !file.text("absent"));
        QVERIFY(file.texts("absent").empty() && file.integers("absent").empty() && file.numbers("absent").empty());
        QVERIFY(refusalOf([&] { file.integer("u64"); }).says("too large"));
        QVERIFY(refusalOf([&] { file.integer("f32"); }).says("\"f32\""));
        QVERIFY(refusalOf([&] { file.number("text"); }).says("\"text\""));
        QVERIFY(refusalOf([&] { file.boolean("u8"); }).says("\"u8\""));
        QVERIFY(refusalOf([&] { file.text("texts"); }).says("\"texts\""));
        QVERIFY(refusalOf([&] { file.texts("bytes"); }).says("\"bytes\""));
        QVERIFY(refusalOf([&] { file.integers("floats"); }).says("\"floats\""));
        QVERIFY(refusalOf([&] { file.numbers("bytes"); }).says("\"bytes\""));
    }

    void readsTensors() {
        const std::string bytes = Bytes()
                                      .tensor("a", {2, 3}, 0, 0)
                                      .tensor("b", {32, 2}, 2, 32)
                                      .tensor("c", {1}, 24, 96)
                                      .with(std::string(97, 'x'))
                                      .bytes();
        const GgufFile file = parsed(bytes);
        QCOMPARE(file.tensors().size(), std::size_t(3));
        QCOMPARE(file.find("a")->shape, (std::vector<std::int64_t>{3, 2}));
        QCOMPARE(file.find("b")->bytes, std::size_t(36));
        QCOMPARE(int(file.find("b")->dtype), int(DType::Q4_0));
        QCOMPARE(file.find("b")->data - file.find("a")->data, 32);
        QCOMPARE(int(file.find("c")->dtype), int(DType::I8));
        QVERIFY(!file.find("d"));
    }

    void readsVersion2AndOtherAlignments() {
        for (const std::uint32_t alignment : {1u, 8u, 65536u}) {
            Bytes out;
            out.version = 2;
            out.key("general.alignment", U32, Bytes::raw(alignment)).tensor("a", {1}, 0, 0).with("1234");
            QCOMPARE(parsed(out.bytes(alignment)).find("a")->bytes, std::size_t(4));
        }
    }

    void finalPaddingMayBeThereOrNot() {
        Bytes out;
        out.tensor("a", {1}, 0, 0);
        for (const std::size_t bytes : {4, 5, 32})
            QCOMPARE(parsed(out.with(std::string(bytes, 'x')).bytes()).tensors().size(), std::size_t(1));
        QVERIFY(refusalOfBytes(out.with(std::string(33, 'x')).bytes()).says("1 bytes after"));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const std::string& bytes, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(words);
        };
        const auto counts = [](std::int64_t tensors, std::int64_t keys) {
            Bytes out;
            out.claimedTensors = tensors;
            out.claimedKeys = keys;
            return out.header();
        };
        const auto version = [](std::uint32_t number) {
            Bytes out;
            out.version = number;
            return out.header();
        };
        const std::int64_t high = std::numeric_limits<std::int64_t>::max();
        row("empty", "", "does not start with GGUF");
        row("magic alone", "GGUF", "cut short");
        row("other magic", "FUGG" + std::string(40, '\0'), "does not start with GGUF");
        row("old format", "tjgg" + std::string(40, '\0'), "GGML");
        row("pickle", std::string("\x80\x02}q\0.", 6), "pickle");
        row("version 1", version(1), "version 1");
        row("version 4", version(4), "version 4");
        row("big-endian", version(0x03000000u), "big-endian");
        row("tensor count 2^63-1", counts(high, 0), "tensors, more than");
        row("tensor count 65537", counts(65537, 0), "65537 tensors");
        row("tensor count without tensors", counts(65536, 0), "cut short");
        row("key count 2^61", counts(0, std::int64_t(1) << 61), "metadata keys, more than");
        row("key count without keys", counts(0, 65536), "cut short");
        std::string keyLength = counts(0, 1);
        row("key of 2^64-1 bytes", keyLength + Bytes::raw(~0ull), "18446744073709551615 bytes");
        row("key behind the end", keyLength + Bytes::raw(std::uint64_t(9)) + "short", "9 bytes");
        row("key over the limit", keyLength + Bytes::text(std::string(65536, 'k')), "65536 bytes");
        row("empty key", keyLength + Bytes::text(""), "empty");
        row("key twice", Bytes().key("a", U8, "1").key("a", U8, "2").header(), "\"a\" stands twice");
        row("unknown value type", Bytes().key("a", 13, "1").header(), "unknown type 13");
        row("value type 2^32-1", Bytes().key("a", 0xFFFFFFFFu, "1").header(), "unknown type");
        row("value cut", Bytes().key("a", U64, "1234").header(), "cut short");
        row("bool 2", Bytes().key("a", Bool, "\x02").header(), "neither true nor false");
        row("text of 2^64-1 bytes", Bytes().key("a", String, Bytes::raw(~0ull)).header(), "18446744073709551615 bytes");
        row("text behind the end", Bytes().key("a", String, Bytes::raw(std::uint64_t(100)) + "x").header(),
            "100 bytes");
        row("text over 16 MiB", Bytes().key("a", String, Bytes::text(std::string((16 << 20) + 1, 'x'))).header(),
            "16777217 bytes");
        row("array of 2^64-1", Bytes().key("a", Array, Bytes::list(U8, ~0ull, "x")).header(),
            "18446744073709551615 values");
        row("array whose bytes wrap", Bytes().key("a", Array, Bytes::list(U64, 1ull << 61, "x")).header(), "values");
        row("array behind the end", Bytes().key("a", Array, Bytes::list(U32, 3, "12345678")).header(), "3 values");
        row("texts behind the end", Bytes().key("a", Array, Bytes::list(String, 1000, Bytes::text("x"))).header(),
            "1000 values");
        row("texts with one too long", Bytes().key("a", Array, Bytes::list(String, 1, Bytes::raw(~0ull))).header(),
            "bytes");
        row("array of arrays", Bytes().key("a", Array, Bytes::list(Array, 1, Bytes::list(U8, 1, "x"))).header(),
            "list of lists");
        row("array of unknown", Bytes().key("a", Array, Bytes::list(GgufType(99), 1, "x")).header(), "unknown type");
        row("array number too large", Bytes().key("a", Array, Bytes::list(U64, 1, Bytes::raw(~0ull))).header(),
            "too large");
        for (const std::uint32_t alignment : {0u, 13u, 131072u, 0x7FFFFFFFu, 0x80000000u})
            row(qPrintable(QStringLiteral("alignment %1").arg(alignment)),
                Bytes()
                    .key("general.alignment", U32, Bytes::raw(alignment))
                    .tensor("a", {1}, 0, 0)
                    .with("1234")
                    .bytes(),
                "general.alignment");
        row("alignment of another type", Bytes().key("general.alignment", U64, Bytes::raw(std::uint64_t(32))).header(),
            "type u32");
        row("part of a split", Bytes().key("split.count", U16, Bytes::raw(std::uint16_t(3))).header(),
            "3 parts");
        row("5 dimensions", Bytes().tensor("a", {1, 1, 1, 1, 1}, 0, 0).bytes(), "5 dimensions");
        row("dimension -1", Bytes().tensor("a", {~0ull}, 0, 0).bytes(), "\"a\" has a shape");
        row("dimension 0", Bytes().tensor("a", {0}, 0, 0).bytes(), "\"a\" has a shape");
        row("values wrap", Bytes().tensor("a", {1ull << 32, 1ull << 32}, 0, 0).bytes(), "\"a\" has a shape");
        row("bytes wrap", Bytes().tensor("a", {std::uint64_t(1) << 62}, 0, 0).bytes(), "more bytes than any file");
        row("bytes of blocks wrap", Bytes().tensor("a", {(1ull << 62) + (1ull << 61)}, 3, 0).bytes(), "\"a\"");
        row("offset and bytes wrap",
            Bytes().tensor("a", {(1ull << 60) - 8}, 0, 0).tensor("b", {1}, 0, 1ull << 62).bytes(), "\"a\"");
        row("no whole blocks", Bytes().tensor("a", {33}, 2, 0).with(std::string(36, 'x')).bytes(),
            "whole blocks of 32");
        row("rows no whole blocks", Bytes().tensor("a", {16, 2}, 2, 0).with(std::string(18, 'x')).bytes(),
            "whole blocks of 32");
        row("type of two bits", Bytes().tensor("a", {256}, 16, 0).with(std::string(66, 'x')).bytes(), "get the Q4_K_M version");
        row("type of one bit", Bytes().tensor("a", {128}, 41, 0).with(std::string(18, 'x')).bytes(), "Q1_0");
        row("removed type", Bytes().tensor("a", {32}, 4, 0).with(std::string(24, 'x')).bytes(),
            "unknown number type 4");
        row("type 2^32-1", Bytes().tensor("a", {32}, ~0u, 0).with(std::string(24, 'x')).bytes(), "unknown number type");
        row("tensor twice", Bytes().tensor("a", {8}, 0, 0).tensor("a", {8}, 0, 32).with(std::string(64, 'x')).bytes(),
            "\"a\" stands twice");
        row("empty tensor name", Bytes().tensor("", {8}, 0, 0).with(std::string(32, 'x')).bytes(), "empty");
        row("offset unaligned", Bytes().tensor("a", {8}, 0, 4).with(std::string(64, 'x')).bytes(), "starts at byte 4");
        row("offset behind the end", Bytes().tensor("a", {8}, 0, 1ull << 40).with(std::string(64, 'x')).bytes(),
            "starts at byte");
        row("overlap", Bytes().tensor("a", {16}, 0, 0).tensor("b", {8}, 0, 32).with(std::string(96, 'x')).bytes(),
            "64 is due");
        row("hole", Bytes().tensor("a", {8}, 0, 0).tensor("b", {8}, 0, 64).with(std::string(96, 'x')).bytes(),
            "32 is due");
        row("data cut", Bytes().tensor("a", {8}, 0, 0).with(std::string(31, 'x')).bytes(), "\"a\" ends behind");
        row("data missing", Bytes().tensor("a", {8}, 0, 0).header(), "cut short");
        row("table cut", Bytes().tensor("a", {8}, 0, 0).header().substr(0, 40), "cut short");
    }
    void refuses() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        const Refusal refusal = refusalOfBytes(bytes.toStdString());
        QVERIFY(refusal.thrown);
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        QCOMPARE(refusal.where, QStringLiteral("test.gguf"));
    }

    void everyTruncationIsRefused() {
        Bytes out = tokenizerBytes();
        out.tensor("a", {8}, 0, 0).tensor("b", {32}, 2, 32).with(std::string(50, 'x'));
        const std::string whole = out.bytes();
        QCOMPARE(parsed(whole).tensors().size(), std::size_t(2));
        for (std::size_t size = 0; size < whole.size(); ++size) QVERIFY(refusalOfBytes(whole.substr(0, size)).thrown);
    }

    void totalOfArraysIsBounded() {
        Bytes out;
        const std::string zeros(5 << 20, '\0');
        out.key("a", Array, Bytes::list(U8, zeros.size(), zeros)).key("b", Array, Bytes::list(U8, zeros.size(), zeros));
        QVERIFY(refusalOfBytes(out.header()).says("\"b\" would have 5242880 values"));
    }

    void largeHeaderIsFast() {
        Bytes out;
        for (int i = 0; i < 60000; ++i) out.key("key." + std::to_string(i), U32, Bytes::raw(i));
        for (int i = 0; i < 65536; ++i) out.tensor("tensor." + std::to_string(i), {8}, 0, std::uint64_t(i) * 32);
        std::vector<std::string> tokens;
        for (int i = 0; i < 400000; ++i) tokens.push_back("token" + std::to_string(i));
        out.key("tokenizer.ggml.tokens", Array, Bytes::texts(tokens)).with(std::string(65536 * 32, 'x'));
        const std::string bytes = out.bytes();
        QVERIFY(out.header().size() > 10'000'000);
        QElapsedTimer time;
        time.start();
        const GgufFile file = parsed(bytes);
        qInfo("%lld ms for a header of %zu bytes", static_cast<long long>(time.elapsed()), out.header().size());
        QVERIFY(time.elapsed() < 1000);
        QCOMPARE(file.tensors().size(), std::size_t(65536));
    }

    void tokenizerKeys() {
        Bytes out = tokenizerBytes();
        out.key("tokenizer.ggml.pre", String, Bytes::text("llama-bpe"));
        out.key("tokenizer.ggml.merges", Array, Bytes::texts({"a b"}));
        out.key("tokenizer.ggml.bos_token_id", U32, Bytes::raw(0u))
            .key("tokenizer.ggml.eos_token_id", I32, Bytes::raw(2));
        out.key("tokenizer.ggml.add_bos_token", Bool, "\x01")
            .key("tokenizer.chat_template", String, Bytes::text("{{ x }}"));
        const GgufTokenizer tokenizer = ggufTokenizer(parsed(out.header()));
        QCOMPARE(tokenizer.model, std::string("llama"));
        QCOMPARE(tokenizer.pre, std::string("llama-bpe"));
        QCOMPARE(tokenizer.tokens, (std::vector<std::string>{"<s>", "a", "b"}));
        QCOMPARE(tokenizer.scores, (std::vector<float>{0.0f, -1.0f, -2.5f}));
        QCOMPARE(tokenizer.types, (std::vector<std::int32_t>{3, 1, 1}));
        QCOMPARE(tokenizer.merges, (std::vector<std::string>{"a b"}));
        QCOMPARE(tokenizer.bos.value(), 0);
        QCOMPARE(tokenizer.eos.value(), 2);
        QVERIFY(!tokenizer.pad && !tokenizer.unk && !tokenizer.addSpacePrefix);
        QCOMPARE(tokenizer.addBos.value(), true);
        QCOMPARE(tokenizer.chatTemplate, std::string("{{ x }}"));
        QCOMPARE(ggufTokenizer(parsed(tokenizerBytes().header())).pre, std::string("default"));
    }

    void encoderTokenizerKeys() {
        Bytes out = tokenizerBytes();
        out.key("tokenizer.ggml.precompiled_charsmap", Array, Bytes::list(U8, 3, std::string("\x01\0\xFF", 3)));
        out.key("tokenizer.ggml.remove_extra_whitespaces", Bool, std::string(1, '\0'));
        out.key("tokenizer.ggml.add_eos_token", Bool, "\x01");
        out.key("tokenizer.ggml.cls_token_id", U32, Bytes::raw(0u));
        out.key("tokenizer.ggml.seperator_token_id", U32, Bytes::raw(1u));
        out.key("tokenizer.ggml.mask_token_id", U32, Bytes::raw(2u));
        const GgufTokenizer tokenizer = ggufTokenizer(parsed(out.header()));
        QCOMPARE(tokenizer.charsmap, std::string("\x01\0\xFF", 3));
        QCOMPARE(tokenizer.removeExtraSpaces.value(), false);
        QCOMPARE(tokenizer.addEos.value(), true);
        QVERIFY(tokenizer.cls == 0 && tokenizer.sep == 1 && tokenizer.mask == 2);
    }

    void refusesTokenizer_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, const Bytes& file, const char* words) {
            QTest::newRow(name) << QByteArray::fromStdString(file.header()) << QByteArray(words);
        };
        const auto base = [] {
            Bytes out;
            return out.key("tokenizer.ggml.model", String, Bytes::text("llama"))
                .key("tokenizer.ggml.tokens", Array, Bytes::texts({"a", "b"}));
        };
        row("none", Bytes(), "no tokenizer");
        row("no tokens", Bytes().key("tokenizer.ggml.model", String, Bytes::text("llama")), "no tokenizer");
        row("tokens as bytes",
            Bytes()
                .key("tokenizer.ggml.model", String, Bytes::text("llama"))
                .key("tokenizer.ggml.tokens", Array, Bytes::list(I8, 2, "ab")),
            "tokens\" is not a list of texts");
        row("scores as int8", base().key("tokenizer.ggml.scores", Array, Bytes::list(I8, 2, "ab")), "scores\" is not");
        row("types as float", base().key("tokenizer.ggml.token_type", Array, Bytes::list(F32, 2, std::string(8, 'a'))),
            "token_type\" is not");
        row("too few scores", base().key("tokenizer.ggml.scores", Array, Bytes::list(F32, 1, Bytes::raw(1.0f))),
            "one score for each");
        row("too many types", base().key("tokenizer.ggml.token_type", Array, Bytes::list(U8, 3, "\1\1\1")),
            "one type for each");
        row("unknown type", base().key("tokenizer.ggml.token_type", Array, Bytes::list(U8, 2, "\1\7")),
            "unknown type 7");
        row("id behind the end", base().key("tokenizer.ggml.eos_token_id", U32, Bytes::raw(2u)),
            "is 2, and there are 2");
        row("id -1", base().key("tokenizer.ggml.eos_token_id", I32, Bytes::raw(-1)), "is -1");
        row("id 2^32-1", base().key("tokenizer.ggml.bos_token_id", U32, Bytes::raw(~0u)), "4294967295");
        row("id as text", base().key("tokenizer.ggml.bos_token_id", String, Bytes::text("1")), "whole number");
        row("template as number", base().key("tokenizer.chat_template", U32, Bytes::raw(1u)), "not a text");
    }
    void refusesTokenizer() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, words);
        const Refusal refusal = refusalOf([&] { ggufTokenizer(parsed(bytes.toStdString())); });
        QCOMPARE(int(refusal.code), int(Code::BadFile));
        QVERIFY2(refusal.says(words.constData()), qPrintable(refusal.text));
        QCOMPARE(refusal.where, QStringLiteral("test.gguf"));
    }

    void equalsTheModelItWasMadeOf() {
        const SafetensorsFile model(golden("model.safetensors"));
        const GgufFile exact(golden("gguf/f32.gguf")), small(golden("gguf/q8_0.gguf"));
        QCOMPARE(exact.text("general.architecture").value(), std::string("llama"));
        QCOMPARE(exact.integer("llama.block_count").value(), 2);
        QVERIFY(std::abs(exact.number("llama.attention.layer_norm_rms_epsilon").value() - 1e-5) < 1e-10);
        const std::pair<const char*, const char*> names[] = {
            {"model.embed_tokens.weight", "token_embd.weight"},
            {"model.norm.weight", "output_norm.weight"},
            {"model.layers.1.self_attn.v_proj.weight", "blk.1.attn_v.weight"},
            {"model.layers.0.mlp.down_proj.weight", "blk.0.ffn_down.weight"}};
        for (const auto& [theirs, ours] : names) {
            const StoredTensor *source = model.find(theirs), *same = exact.find(ours), *close = small.find(ours);
            QVERIFY(source && same && close);
            QCOMPARE(same->shape, source->shape);
            QCOMPARE(close->shape, source->shape);
            const auto values = floatsOf(*source), rounded = floatsOf(*close);
            QCOMPARE(floatsOf(*same), values);
            for (std::size_t i = 0; i < values.size(); ++i) QVERIFY(std::abs(values[i] - rounded[i]) < 0.01f);
        }
        QCOMPARE(int(small.find("blk.0.ffn_down.weight")->dtype), int(DType::F16));
        QCOMPARE(int(small.find("blk.0.ffn_up.weight")->dtype), int(DType::Q8_0));
    }

    void equalsTheTokenizerItWasMadeOf() {
        const GgufTokenizer tokenizer = ggufTokenizer(GgufFile(golden("gguf/f32.gguf")));
        const Json source = readJsonFile(golden("tokenizer.json"));
        QCOMPARE(tokenizer.model, std::string("gpt2"));
        QCOMPARE(tokenizer.pre, std::string("smollm"));
        QCOMPARE(tokenizer.tokens.size(), source["model"]["vocab"].size());
        for (std::size_t i = 0; i < tokenizer.tokens.size(); ++i)
            QCOMPARE(source["model"]["vocab"][tokenizer.tokens[i]].get<std::size_t>(), i);
        QCOMPARE(tokenizer.merges.size(), source["model"]["merges"].size());
        QCOMPARE(tokenizer.types[2], 3);
        QCOMPARE(tokenizer.eos.value(), 2);
        QCOMPARE(tokenizer.addBos.value(), false);
        QVERIFY(!tokenizer.chatTemplate.empty());
    }

    void readsTheStarterModel() {
        const QByteArray path = qgetenv("TUNESMITH_STARTER");
        if (path.isEmpty())
            QSKIP("Set TUNESMITH_STARTER to the path of SmolLM2-135M-Instruct.Q4_1.gguf to run this test.");
        const GgufFile file(path.toStdString());
        QCOMPARE(file.tensors().size(), std::size_t(272));
        QCOMPARE(file.integer("llama.block_count").value(), 30);
        QCOMPARE(file.find("token_embd.weight")->shape, (std::vector<std::int64_t>{49152, 576}));
        QCOMPARE(ggufTokenizer(file).tokens.size(), std::size_t(49152));
        double sum = 0;
        for (const StoredTensor& tensor : file.tensors())
            for (const float value : floatsOf(tensor)) sum += std::abs(double(value));
        QVERIFY(std::isfinite(sum) && sum > 0);
    }
};

QTEST_GUILESS_MAIN(TestGguf)
#include "tst_gguf.moc"
