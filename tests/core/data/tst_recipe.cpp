// The recipe: its table of settings, JSON form, --set texts and checks.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/error.h"
#include "core/data/recipe.h"
#include "core/data/recipe_settings.h"

using tunesmith::Code;
using tunesmith::Error;
using tunesmith::Json;
using tunesmith::Recipe;

namespace {

/// The message of the BadInput that `action` throws; empty when it throws nothing.
template <typename Action>
QString refusal(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code() == Code::BadInput ? QString::fromStdString(error.what()) : QStringLiteral("another code");
    }
    return {};
}

bool mentions(const std::vector<std::string>& faults, const std::string& key) {
    return std::any_of(faults.begin(), faults.end(), [&](const auto& fault) { return fault.rfind(key + ":", 0) == 0; });
}

}  // namespace

class TestRecipe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void defaults_areValid() { QVERIFY(Recipe().validate().empty()); }

    void everyDefault_isAllowedByItsOwnSetting() {
        const Recipe recipe;
        for (const auto& setting : tunesmith::recipeSettings()) {
            QVERIFY2(setting.hasKind(setting.get(recipe)), setting.key.c_str());
            QCOMPARE(setting.problem(setting.get(recipe)), std::string());
            QVERIFY(!setting.allowed().empty());
        }
    }

    void json_hasEveryKeyAndComesBackEqual() {
        Recipe recipe;
        recipe.set("method", "full");
        recipe.set("lora.targets", "q_proj, v_proj");
        recipe.set("train.learningRate", "1e-3");
        recipe.set("train.seed", "9007199254740992");
        recipe.probes = {"What, exactly?", "Grüße"};
        const Json json = recipe.toJson();
        std::size_t leaves = 0;
        for (const auto& value : json) leaves += value.is_object() ? value.size() : 1;
        QCOMPARE(leaves, tunesmith::recipeSettings().size());
        QCOMPARE(json["lora"]["targets"], Json({"q_proj", "v_proj"}));
        const Recipe back = Recipe::fromJson(Json::parse(json.dump()));
        QVERIFY(back.differences(recipe).empty());
        QCOMPARE(back.toJson(), json);
    }

    void json_missingKeysKeepTheirDefaults() {
        const Recipe recipe = Recipe::fromJson(Json::parse(R"({"train": {"epochs": 6}, "lora": {}})"));
        QCOMPARE(recipe.train.epochs, 6.0);
        QCOMPARE(recipe.differences(Recipe()), std::vector<std::string>{"train.epochs"});
    }

    void json_refusals_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("unknown key") << QByteArray(R"({"lora": {"rnak": 8}})") << "lora.rank";
        QTest::newRow("another spelling") << QByteArray(R"({"train": {"learning_rate": 1}})") << "train.learningRate";
        QTest::newRow("group forgotten") << QByteArray(R"({"epochs": 1})") << "train.epochs";
        QTest::newRow("unknown group") << QByteArray(R"({"trian": {}})") << "There is no setting \"trian\"";
        QTest::newRow("text for a number") << QByteArray(R"({"train": {"batch": "8"}})") << "train.batch: \"8\"";
        QTest::newRow("half a row") << QByteArray(R"({"train": {"batch": 1.5}})") << "whole number";
        QTest::newRow("number for a text") << QByteArray(R"({"method": 1})") << "one of lora, full";
        QTest::newRow("null") << QByteArray(R"({"train": {"epochs": null}})") << "train.epochs: null";
        QTest::newRow("one text for a list") << QByteArray(R"({"lora": {"targets": "q_proj"}})") << "lora.targets";
        QTest::newRow("numbers in a list") << QByteArray(R"({"lora": {"targets": [1]}})") << "lora.targets";
        QTest::newRow("group for a value") << QByteArray(R"({"method": {"name": "lora"}})") << "method: {";
        QTest::newRow("value for a group") << QByteArray(R"({"lora": 16})") << "lora: this is a group";
        QTest::newRow("twice") << QByteArray(R"({"lora.rank": 8, "lora": {"rank": 4}})") << "twice";
        QTest::newRow("no object") << QByteArray("[]") << "JSON object";
        QTest::newRow("beyond any number") << QByteArray(R"({"train": {"maxSteps": 1e300}})") << "train.maxSteps";
    }

    void json_refusals() {
        QFETCH(QByteArray, text);
        QFETCH(QString, expected);
        const QString message = refusal([&] { Recipe::fromJson(Json::parse(text.toStdString())); });
        QVERIFY2(message.contains(expected), qPrintable(message));
    }

    void json_wholeNumberMayBeWrittenAsReal() {
        QCOMPARE(Recipe::fromJson(Json::parse(R"({"train": {"batch": 4.0, "epochs": 2}})")).train.batch,
                 std::int64_t(4));
    }

    void json_outOfRangeIsLeftForValidate() {
        const Recipe recipe = Recipe::fromJson(Json::parse(R"({"train": {"batch": 0}, "method": "qlora"})"));
        const auto faults = recipe.validate();
        QCOMPARE(faults.size(), std::size_t(2));
        QVERIFY(mentions(faults, "train.batch") && mentions(faults, "method"));
    }

    void set_readsEachKind() {
        Recipe recipe;
        recipe.set("lora.rank", " 8 ");
        recipe.set("lora.rankStabilised", "yes");
        recipe.set("train.warmup", "0.25");
        recipe.set("train.device", "cpu");
        recipe.set("lora.targets", "q_proj,v_proj,");
        recipe.set("probes", R"(["One, two?", "Three?"])");
        QCOMPARE(recipe.lora.rank, std::int64_t(8));
        QVERIFY(recipe.lora.rankStabilised);
        QCOMPARE(recipe.train.warmup, 0.25);
        QCOMPARE(recipe.train.device, std::string("cpu"));
        QCOMPARE(recipe.lora.targets, (std::vector<std::string>{"q_proj", "v_proj"}));
        QCOMPARE(recipe.probes, (std::vector<std::string>{"One, two?", "Three?"}));
        recipe.set("probes", "");
        QVERIFY(recipe.probes.empty());
    }

    void set_refusals_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        QTest::newRow("unknown") << "lr"
                                 << "1"
                                 << "There is no setting \"lr\"";
        QTest::newRow("empty") << "train.batch"
                               << ""
                               << "whole number from 1";
        QTest::newRow("zero rank") << "lora.rank"
                                   << "0"
                                   << "lora.rank: 0";
        QTest::newRow("no number") << "train.epochs"
                                   << "3x"
                                   << "\"3x\"";
        QTest::newRow("nan") << "train.epochs"
                             << "nan"
                             << "train.epochs";
        QTest::newRow("infinite") << "train.clip"
                                  << "inf"
                                  << "train.clip";
        QTest::newRow("decimal comma") << "train.warmup"
                                       << "0,1"
                                       << "train.warmup";
        QTest::newRow("dropout of one") << "lora.dropout"
                                        << "1"
                                        << "below 1";
        QTest::newRow("learning rate of zero") << "train.learningRate"
                                               << "0"
                                               << "above 0";
        QTest::newRow("negative seed") << "train.seed"
                                       << "-1"
                                       << "train.seed: -1";
        QTest::newRow("overflow") << "train.maxSteps"
                                  << "99999999999999999999"
                                  << "train.maxSteps";
        QTest::newRow("another choice") << "train.schedule"
                                        << "Cosine"
                                        << "cosine, linear, constant";
        QTest::newRow("maybe") << "lora.rankStabilised"
                               << "maybe"
                               << "true or false";
        QTest::newRow("broken list") << "probes" << "[\"a" << "probes: \"[";
        QTest::newRow("list of numbers") << "lora.targets"
                                         << "[1]"
                                         << "lora.targets";
    }

    void set_refusals() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        Recipe recipe;
        const QString message = refusal([&] { recipe.set(key.toStdString(), value.toStdString()); });
        QVERIFY2(message.contains(expected), qPrintable(message));
        QVERIFY2(recipe.differences(Recipe()).empty(), "a refused value changes nothing");
    }

    void validate_reportsAllFaultsAtOnce() {
        Recipe recipe;
        recipe.objective = "dpo";
        recipe.lora.rank = -3;
        recipe.lora.dropout = std::numeric_limits<double>::quiet_NaN();
        recipe.lora.targets = {};
        recipe.data.maxLength = 0;
        recipe.train.learningRate = std::numeric_limits<double>::infinity();
        recipe.train.warmup = 2.5;
        recipe.train.validation = 1.0;
        recipe.probes = {"same", "same", "  "};
        const auto faults = recipe.validate();
        for (const char* key : {"objective", "lora.rank", "lora.dropout", "lora.targets", "data.maxLength",
                                "train.learningRate", "train.warmup", "train.validation", "probes"})
            QVERIFY2(mentions(faults, key), key);
        QCOMPARE(faults.size(), std::size_t(10));
    }

    void validate_fullNeedsNoTargets() {
        Recipe recipe;
        recipe.method = "full";
        recipe.lora.targets = {};
        QVERIFY(recipe.validate().empty());
    }

    void differences_nameWhatChangedInOrder() {
        Recipe recipe;
        recipe.train.seed = 7;
        recipe.lora.alpha = 8;
        QCOMPARE(recipe.differences(Recipe()), (std::vector<std::string>{"lora.alpha", "train.seed"}));
    }

    void loraScale_followsTheFormula() {
        Recipe recipe;
        recipe.lora.rank = 16;
        recipe.lora.alpha = 32;
        QCOMPARE(recipe.loraScale(), 2.0);
        recipe.lora.rankStabilised = true;
        QCOMPARE(recipe.loraScale(), 8.0);
    }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
