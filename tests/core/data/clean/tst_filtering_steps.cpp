// The steps that judge rows by their texts: empty, language, repetition, quality, profanity, refusal.
#include "clean_support.h"
#include "core/data/clean/gibberish.h"
#include "core/data/clean/language.h"

using namespace clean_test;

namespace {

const char* kProse =
    "The lace plant makes holes in its leaves by a process in which cells die in an orderly way. Veins divide each "
    "leaf into small "
    "fields, and the cells in the middle of a field are the first to go. The process then moves towards the veins and "
    "stops about five "
    "cells before it reaches them. What mitochondria do in the meantime has been studied in animals, but less so in "
    "plants.";

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

class TestFilteringSteps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void empty_rows() {
        const Json step = {{"step", "empty"}};
        QCOMPARE(fateOf(chatRow("Why?", "Because."), step), std::string("keep"));
        QCOMPARE(fateOf(chatRow("Why?", "42"), step), std::string("keep"));
        QCOMPARE(fateOf(chatRow("Why?", "是"), step), std::string("keep"));
        QCOMPARE(fateOf(chatRow("Why?", " \u200B\n"), step), std::string("drop: an answer is empty"));
        QCOMPARE(fateOf(chatRow("Why?", "N/A "), step), std::string("drop: an answer is empty"));
        QCOMPARE(fateOf(chatRow("...", "Because."), step), std::string("drop: the question is empty"));
        QCOMPARE(fateOf(textRow(""), step), std::string("drop: the text is empty"));
        QCOMPARE(fateOf(preferenceRow("q", "yes", "no"), step), std::string("keep"));
        QCOMPARE(fateOf(preferenceRow("q", "yes", "yes"), step),
                 std::string("drop: chosen and rejected answer are the same"));
        QCOMPARE(fateOf(preferenceRow("q", "yes", ""), step), std::string("drop: the rejected answer is empty"));
        Record unanswered;
        unanswered.messages = {{"user", "Why?"}};
        QCOMPARE(fateOf(unanswered, step), std::string("drop: there is no answer"));
        unanswered.label = "yes";
        QCOMPARE(fateOf(unanswered, step), std::string("keep"));
        QCOMPARE(fateOf(chatRow("Why?", "none"), {{"step", "empty"}, {"placeholders", {"None"}}, {"action", "flag"}}),
                 std::string("keep: an answer is empty"));
    }

    void languages_areDetected() {
        if (faultOf([] { detectLanguage("a"); }).find("CLD2") != std::string::npos) QSKIP("This build has no CLD2.");
        QCOMPARE(detectLanguage(kProse).code, std::string("en"));
        QCOMPARE(detectLanguage("Der schnelle braune Fuchs springt über den faulen Hund, und niemand weiß warum.").code,
                 std::string("de"));
        QCOMPARE(detectLanguage("天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏").code.substr(0, 2),
                 std::string("zh"));
        QVERIFY(detectLanguage(repeated("Съешь же ещё этих мягких французских булок. ", 300)).confidence > 0.9);
        detectLanguage("\xFF\xFE broken");  // ends
        const Json english = {{"step", "language"}, {"languages", {"en"}}};
        QCOMPARE(fateOf(textRow(kProse), english), std::string("keep"));
        QVERIFY(
            fateOf(
                textRow("Le renard brun saute par-dessus le chien paresseux, et personne ne sait vraiment pourquoi."),
                english)
                .starts_with("drop: in fr"));
        QCOMPARE(fateOf(textRow("Oui, merci."), english), std::string("keep"));  // too short to tell
        QVERIFY(faultOf([] {
                    CleanList(Json::parse(R"([{"step":"language","languages":["klingonisch"]}])"), {});
                }).find("klingonisch") != std::string::npos);
    }

    void repetition_byEachRule() {
        const Json step = {{"step", "repetition"}};
        QCOMPARE(fateOf(textRow(kProse), step), std::string("keep"));
        QCOMPARE(fateOf(textRow("yes yes yes yes"), step), std::string("keep"));  // too short to judge
        QVERIFY(fateOf(textRow(repeated("yes ", 40)), step).find("the same 2 words") != std::string::npos);
        QVERIFY(fateOf(textRow(drawnText(1, 30) + "\n" + repeated("again\n", 20)), step).find("lines are repeated") !=
                std::string::npos);
        const std::string paragraph = drawnText(2, 12) + "\n\n";
        QVERIFY(
            fateOf(textRow(drawnText(1, 30) + "\n\n" + repeated(paragraph, 2)), step).find("paragraphs are repeated") !=
            std::string::npos);
        const std::string run = drawnText(3, 10) + " ";
        const std::string runs =
            drawnText(4, 10) + " " + run + drawnText(5, 10) + " " + run + drawnText(6, 20) + " " + run;
        QVERIFY(fateOf(textRow(runs), {{"step", "repetition"}, {"top_2_gram", 1}, {"top_3_gram", 1}, {"top_4_gram", 1}})
                    .find("repeated runs of 5 words") != std::string::npos);
        // Only the answer is judged, unless told otherwise.
        QCOMPARE(fateOf(chatRow(repeated("yes ", 40), kProse), step), std::string("keep"));
        QVERIFY(fateOf(chatRow(repeated("yes ", 40), kProse), {{"step", "repetition"}, {"scope", "question"}})
                    .starts_with("drop"));
    }

    void quality_byEachRule() {
        const Json step = {{"step", "quality"}, {"action", "drop"}};
        const auto fate = [&](const std::string& text) { return fateOf(textRow(text), step); };
        QCOMPARE(fate(kProse), std::string("keep"));
        QCOMPARE(fate("Short."), std::string("keep"));
        QCOMPARE(fateOf(textRow("Short."), {{"step", "quality"}, {"short", "judge"}, {"action", "drop"}}),
                 std::string("drop: 1 word only"));
        QVERIFY(fate(repeated("a I x ", 20)).find("characters on average") != std::string::npos);
        QVERIFY(fate(std::string(kProse) + repeated(" #tag", 20)).find("# and ellipses") != std::string::npos);
        QVERIFY(fate("the and " + repeated("1234 ", 60)).find("have letters") != std::string::npos);
        QVERIFY(fate(repeated("- the item and another thing\n", 20)).find("list items") != std::string::npos);
        QVERIFY(fateOf(textRow(repeated("the rest of this and so on…\n", 20)),
                       {{"step", "quality"}, {"symbols", 1}, {"action", "drop"}})
                    .find("end in an ellipsis") != std::string::npos);
        QVERIFY(fate(repeated("Haus Baum Garten Wiese Strasse ", 12)).find("hardly any of the words") !=
                std::string::npos);
        QCOMPARE(fate(repeated("Der Hund und die Katze gehen in den Garten. ", 8)), std::string("keep"));
        QCOMPARE(fate(repeated("天地玄黃 宇宙洪荒 ", 30)), std::string("keep"));  // has no such words
    }

    void gibberish_isToldFromLanguage() {
        QVERIFY(gibberishShare("asdkjfh qwrtzp sdflkjg hgfdsa qweruiopzxc jklhgf") > 0.5);
        QVERIFY(gibberishShare("lkjsdf xcvbnm qwrtpz zxcvb fghjk mnbvcxz poiuztr") > 0.5);
        for (const char* text :
             {kProse,
              "Angstschweiß, Rechtschreibung und Selbstverständlichkeit der deutschen Sprache im Zwetschgenkuchen",
              "Szczęście w Szczebrzeszynie: chrząszcz brzmi w trzcinie i Strzyżewski zawsze przychodzi",
              "const auto result = std::max_element(counts.begin(), counts.end()); return *result;",
              "Les chaussettes de l'archiduchesse sont-elles sèches, archi-sèches? Aujourd'hui nous voulons "
              "travailler.",
              "The CXCR4 and BRCA1 genes; HTTPS, XML, SMTP and TCP; dQw4w9WgXcQ",
              "https://example.org/xkjhqwzx/bvcxzlkj?q=zxcvbnm"})
            QVERIFY2(gibberishShare(text) < 0.15, text);
    }

    void profanity_wholeWordsInAnyCase() {
        const Json step = {{"step", "profanity"}};
        QCOMPARE(fateOf(textRow("What the FUCK, he said."), step), std::string("keep: \"fuck\""));
        QCOMPARE(fateOf(textRow("So eine „Scheiße“!"), step), std::string("keep: \"scheiße\""));
        QCOMPARE(
            fateOf(textRow("Scunthorpe, cocktails, Dickens, assess, classic, Essex, magna cum laude, dick und dünn"),
                   step),
            std::string("keep"));
        QCOMPARE(fateOf(textRow("frobnicating bastard"),
                        {{"step", "profanity"}, {"words", {"Frobnicating"}}, {"allowed", {"bastard"}}}),
                 std::string("keep: \"Frobnicating\""));
        QCOMPARE(fateOf(chatRow("fuck", "No."), {{"step", "profanity"}, {"scope", "answer"}}), std::string("keep"));
    }

    void refusal_inAnswersOnly() {
        const Json step = {{"step", "refusal"}, {"action", "drop"}};
        QVERIFY(fateOf(chatRow("q", "I’m sorry, but I can’t help with that."), step).starts_with("drop: refuses"));
        QVERIFY(fateOf(chatRow("q", "Well.\n\nAs an AI language model, I have no opinions."), step)
                    .starts_with("drop: a model about itself"));
        QVERIFY(fateOf(chatRow("q", "Es tut mir leid, aber ich kann das nicht."), step).starts_with("drop: refuses"));
        QVERIFY(fateOf(chatRow("q", "Je suis désolé, mais je ne peux pas."), step).starts_with("drop: refuses"));
        QCOMPARE(fateOf(chatRow("I'm sorry, but I can't open it.", "Try the other door."), step), std::string("keep"));
        QCOMPARE(fateOf(chatRow("q", kProse + std::string(" I'm sorry, but I can't say more.")), step),
                 std::string("keep"));
        QVERIFY(fateOf(preferenceRow("q", "Sorry, I can't.", "Sure."), step).starts_with("drop"));
        QCOMPARE(fateOf(preferenceRow("q", "Sure.", "Sorry, I can't."), step), std::string("keep"));
    }
};

QTEST_GUILESS_MAIN(TestFilteringSteps)
#include "tst_filtering_steps.moc"
