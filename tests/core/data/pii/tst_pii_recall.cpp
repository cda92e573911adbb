// Ten thousand made-up documents in several languages, with near misses and hidden forms: recall and precision of what
// has check digits. And ten thousand more with names and places in them.
#include <QtTest>
#include <cmath>
#include <cstdio>
#include <map>

#include "core/data/pii/recall.h"
#include "core/data/pii/scanner.h"
#include "name_pages.h"
#include "pii_values.h"

using namespace tunesmith::pii;
using namespace pii_test;

namespace {

struct Gold {
    Entity entity;
    std::size_t begin, end;
};

struct Page {
    std::string text;
    std::vector<Gold> gold;
};

const std::vector<std::string>& fillers() {
    static const std::vector<std::string> all = {"The parcel left the depot on time and nobody was at home. ",
                                                 "Der Termin am Dienstag wurde verschoben, bitte melden Sie sich. ",
                                                 "Le dossier est complet et sera traité sous huitaine. ",
                                                 "El pedido llegará mañana por la tarde. ",
                                                 "La fattura di marzo non è stata pagata. ",
                                                 "De afspraak gaat niet door. ",
                                                 "会議は午後三時からです。",
                                                 "Invoice 20231105-77 over 1,234.56 EUR, due in 30 days. ",
                                                 "Build 4.19.0-rc2 at 1700000000123 ms, commit 9f8e7d6c5b4a. ",
                                                 "Temperature rose from 36.6 to 38.25 within 45 minutes. ",
                                                 "See section 12.4.1 and table 7 on page 233. ",
                                                 "UUID 550e8400-e29b-41d4-a716-446655440000 was seen. ",
                                                 "The score was 3-2 and 14 987 people watched. ",
                                                 "Order numbers 1029384, 5647382 and 9988776 are open. ",
                                                 "O pagamento foi feito ontem. ",
                                                 "SKU AB-1029-ZX, lot 88123. "};
    return all;
}

/// Digits as another script or keyboard writes them.
std::string replacedDigits(const std::string& value, const std::vector<std::string>& digits) {
    std::string out;
    for (const char c : value) out += c >= '0' && c <= '9' ? digits[std::size_t(c - '0')] : std::string(1, c);
    return out;
}

std::string hidden(Draw& draw, const Kind& kind, const std::string& value) {
    static const std::vector<std::string> full = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
    static const std::vector<std::string> arabic = {"٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"};
    const bool words = kind.entity == Entity::Vin || kind.entity == Entity::Crypto ||
                       kind.entity == Entity::SgNric;  // written in one piece
    std::string out;
    switch (draw.below(words ? 5 : 8)) {
        case 0:
            return replacedDigits(value, full);
        case 1:
            return kind.entity == Entity::Crypto ? value : replacedDigits(value, arabic);
        case 2:  // zero-width characters
            for (std::size_t i = 0; i < value.size(); ++i)
                out += value.substr(i, 1) + (i % 3 == 1 ? "\xE2\x80\x8B" : "");
            return out;
        case 3:  // a soft hyphen in the middle
            return value.substr(0, value.size() / 2) + "\xC2\xAD" + value.substr(value.size() / 2);
        case 4:
            return value;
        case 5:  // one by one
            for (const char c : value) out += std::string(out.empty() ? "" : " ") + c;
            return out;
        case 6:  // broken over two lines
            return value.substr(0, value.size() / 2) + "\n" + value.substr(value.size() / 2);
        default: {  // its layout with other spaces and dashes
            const std::string usual = kind.layouts.empty() ? value : inLayout(value, kind.layouts[0]);
            for (const char c : usual) out += c == ' ' ? "\xC2\xA0" : c == '-' ? "\xE2\x80\x91" : std::string(1, c);
            return out;
        }
    }
}

/// One digit more than before: a number whose check fails.
std::string nearMiss(Draw& draw, const Kind& kind) {
    for (;;) {
        std::string value = kind.make(draw);
        const auto at = std::size_t(draw.below(int(value.size())));
        if (value[at] < '0' || value[at] > '9') continue;
        value[at] = char('0' + (value[at] - '0' + 1 + draw.below(9)) % 10);
        if (!kind.check(value)) return value;
    }
}

void append(Page& page, Draw& draw, const Kind& kind, const std::string& written, bool gold) {
    const bool announced = entityInfo(kind.entity).context || draw.chance(60);
    const std::string context = kind.context;
    std::string before = announced ? context + draw.of(std::vector<std::string>{": ", " ", " is ", " no. "}) : "ref ",
                after = ". ";
    if (announced && draw.chance(12)) before = "{\"" + context + "\": \"", after = "\"} ";
    page.text += before;
    if (gold) page.gold.push_back({kind.entity, page.text.size(), page.text.size() + written.size()});
    page.text += written + after;
}

Page makePage(std::uint64_t seed) {
    Draw draw(seed);
    Page page;
    for (int part = 0, parts = 2 + draw.below(4); part < parts; ++part) {
        for (int i = draw.below(3); i >= 0; --i) page.text += draw.of(fillers());
        const Kind& kind = draw.of(kinds());
        const int form = draw.below(100);
        if (form < 25) {
            append(page, draw, kind, nearMiss(draw, kind), false);
        } else {
            const std::string value = kind.make(draw);
            const std::string written = form < 55 || kind.layouts.empty() ? value
                                        : form < 80                       ? inLayout(value, draw.of(kind.layouts))
                                                                          : hidden(draw, kind, value);
            append(page, draw, kind, written, true);
        }
    }
    page.text += draw.of(fillers());
    return page;
}

constexpr float kUsualScore = 0.4f;  // under which the step personal_data lets stand what is found

EntitySet checked() {
    EntitySet set;
    for (const EntityInfo& info : entities()) set.set(std::size_t(info.entity), info.checksum);
    return set;
}

}  // namespace

class TestPiiRecall : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checkedEntities_areFoundAndOnlyThey() {
        ScanOptions options;
        options.entities = checked();
        const Scanner scanner(options);
        int found = 0, missed = 0, extra = 0, printed = 0;
        std::map<std::string, std::array<int, 3>> each;
        for (std::uint64_t seed = 0; seed < 10000; ++seed) {
            const Page page = makePage(seed);
            const auto findings = scanner.scan(page.text);
            std::vector<bool> used(findings.size());
            for (const Gold& gold : page.gold) {
                bool hit = false;
                for (std::size_t i = 0; i < findings.size(); ++i) {
                    const Finding& f = findings[i];
                    if (f.entity != gold.entity || f.begin > gold.begin || f.end < gold.end ||
                        f.end - f.begin > gold.end - gold.begin + 4)
                        continue;
                    hit = used[i] = true;
                }
                ++(hit ? found : missed);
                ++each[entityInfo(gold.entity).name][hit ? 0 : 1];
                if (!hit && printed++ < 25)
                    qInfo("missed %s in: %s", entityInfo(gold.entity).name,
                          page.text.substr(gold.begin > 30 ? gold.begin - 30 : 0, 80).c_str());
            }
            for (std::size_t i = 0; i < findings.size(); ++i)
                if (!used[i]) {
                    ++extra;
                    ++each[entityInfo(findings[i].entity).name][2];
                    const std::size_t from = findings[i].begin > 30 ? findings[i].begin - 30 : 0;
                    if (printed++ < 50)
                        qInfo("extra %s in: %s", entityInfo(findings[i].entity).name,
                              page.text.substr(from, 80).c_str());
                }
        }
        const double recall = double(found) / (found + missed), precision = double(found) / (found + extra);
        for (const auto& [name, counts] : each)
            if (counts[1] + counts[2] > 0)
                qInfo("%-20s found %4d  missed %3d  extra %3d", name.c_str(), counts[0], counts[1], counts[2]);
        qInfo("checked entities in 10,000 documents: %d, recall %.4f, precision %.4f", found + missed, recall,
              precision);
        QVERIFY(found + missed > 15000);
        QVERIFY2(recall >= 0.99, qPrintable(QString::number(recall)));
        QVERIFY2(precision >= 0.98, qPrintable(QString::number(precision)));
    }

    /// What the report states is what is measured here.
    void namesAndPlaces_areFoundAsOftenAsIsStated() {
        ScanOptions options;
        options.entities.reset();
        for (const Entity entity : {Entity::Name, Entity::Place, Entity::StreetAddress})
            options.entities.set(std::size_t(entity));
        const Scanner scanner(options);
        const auto entityOf = [](Told told) {
            return told == Told::Place ? Entity::Place : told == Told::Street ? Entity::StreetAddress : Entity::Name;
        };
        std::array<int, 4> found{}, all{};
        std::map<Entity, std::pair<int, int>> right;  // findings on what is marked, all findings
        std::map<std::string, int> missed, extra;
        for (std::uint64_t seed = 0; seed < 10000; ++seed) {
            const NamePage page = makeNamePage(seed);
            std::vector<Finding> findings = scanner.scan(page.text);
            std::erase_if(findings, [](const Finding& f) { return f.score < kUsualScore; });
            for (const Marked& one : page.marked) {
                const bool hit = std::any_of(findings.begin(), findings.end(), [&](const Finding& f) {
                    return f.entity == entityOf(one.told) && f.begin <= one.begin && f.end >= one.end;
                });
                ++all[std::size_t(one.told)];
                found[std::size_t(one.told)] += hit;
                if (!hit) ++missed[page.text.substr(one.begin > 12 ? one.begin - 12 : 0, one.end - one.begin + 16)];
            }
            for (const Finding& f : findings) {
                const bool meant = std::any_of(page.marked.begin(), page.marked.end(), [&](const Marked& one) {
                    return f.entity == entityOf(one.told) && f.begin < one.end && f.end > one.begin;
                });
                right[f.entity].first += meant;
                ++right[f.entity].second;
                if (!meant) ++extra[page.text.substr(f.begin > 8 ? f.begin - 8 : 0, f.end - f.begin + 14)];
            }
        }
        const auto recall = [&](Told told) { return double(found[std::size_t(told)]) / all[std::size_t(told)]; };
        const auto precision = [&](Entity entity) { return double(right[entity].first) / right[entity].second; };
        qInfo(
            "names with a cue %.3f of %d, bare %.3f of %d, precision %.3f; places %.3f of %d, precision %.3f; streets "
            "%.3f of "
            "%d, precision %.3f",
            recall(Told::NameWithCue), all[0], recall(Told::NameBare), all[1], precision(Entity::Name),
            recall(Told::Place), all[2], precision(Entity::Place), recall(Told::Street), all[3],
            precision(Entity::StreetAddress));
        if (qEnvironmentVariableIsSet("TUNESMITH_SHOW_MISSES")) {
            for (const auto& [text, n] : missed) qInfo("missed %3d: %s", n, text.c_str());
            for (const auto& [text, n] : extra) qInfo("extra %3d: %s", n, text.c_str());
        }
        const MeasuredRecall stated = measuredRecall();
        const auto matches = [](double real, double said) { return std::abs(real - said) <= 0.02; };
        QVERIFY(matches(recall(Told::NameWithCue), stated.namesWithCue));
        QVERIFY(matches(recall(Told::NameBare), stated.namesBare));
        QVERIFY(matches(precision(Entity::Name), stated.namePrecision));
        QVERIFY(matches(recall(Told::Place), stated.places));
        QVERIFY(matches(precision(Entity::Place), stated.placePrecision));
        QVERIFY(matches(recall(Told::Street), stated.streets));
        QVERIFY(matches(precision(Entity::StreetAddress), stated.streetPrecision));
    }
};

QTEST_GUILESS_MAIN(TestPiiRecall)
#include "tst_pii_recall.moc"
