// What a run's curve says, rule by rule.
#include <QTest>
#include <cmath>

#include "ui/pages/train/doctor.h"
#include "ui/pages/train/probe_list.h"

using namespace tunesmith::ui;

namespace {

std::vector<CurvePoint> falling(int steps, double from, double to) {
    std::vector<CurvePoint> points;
    for (int i = 1; i <= steps; ++i) points.push_back({i, to + (from - to) * std::exp(-4.0 * i / steps)});
    return points;
}

}  // namespace

class TestDoctor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysNothingTooEarly() { QVERIFY(examineCurve(falling(4, 3, 1), {}, false).title.isEmpty()); }
    void seesLearning();
    void seesLearningByHeart();
    void seesRising();
    void seesNotANumber();
    void seesStandingStill();
    void changedWordsStandOut();
};

void TestDoctor::seesLearning() {
    const auto finding = examineCurve(falling(60, 3, 0.2), {{0, 3}, {20, 1.4}, {40, 0.8}, {60, 0.5}}, false);
    QCOMPARE(QByteArray(finding.tone), QByteArray("good"));
    QVERIFY(finding.text.contains(QLatin1String("60")));
}

void TestDoctor::seesLearningByHeart() {
    const auto finding = examineCurve(falling(80, 3, 0.1), {{0, 3}, {20, 1.2}, {40, 1.3}, {60, 1.5}}, false);
    QCOMPARE(QByteArray(finding.tone), QByteArray("warn"));
    QVERIFY(finding.text.contains(QLatin1String("20")));
}

void TestDoctor::seesRising() {
    QCOMPARE(QByteArray(examineCurve(falling(40, 2, 5), {}, false).tone), QByteArray("bad"));
}

void TestDoctor::seesNotANumber() {
    auto losses = falling(20, 3, 1);
    losses.push_back({21, std::nan("")});
    const auto finding = examineCurve(losses, {}, false);
    QCOMPARE(QByteArray(finding.tone), QByteArray("bad"));
    QVERIFY(finding.text.contains(QLatin1String("21")));
}

void TestDoctor::seesStandingStill() {
    QCOMPARE(QByteArray(examineCurve(falling(40, 2.00, 1.99), {}, false).tone), QByteArray("warn"));
}

void TestDoctor::changedWordsStandOut() {
    QCOMPARE(changedWords(QStringLiteral("the old gate"), QStringLiteral("the new gate")),
             QStringLiteral("the <span style='font-weight:600'>new</span> gate"));
    QCOMPARE(changedWords({}, QStringLiteral("a < b")), QStringLiteral("a &lt; b"));
    QCOMPARE(changedWords(QStringLiteral("x"), QStringLiteral("y z")),
             QStringLiteral("<span style='font-weight:600'>y z</span>"));
}

QTEST_MAIN(TestDoctor)
#include "tst_doctor.moc"
