// Every validator with a check digit: 40 valid numbers made by other formulas, every wrong digit, transpositions,
// published examples.
#include <QtTest>

#include "core/data/pii/validators.h"
#include "pii_values.h"

using namespace tunesmith::pii;
using namespace pii_test;

class TestValidators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKind_data() {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < kinds().size(); ++i) QTest::newRow(entityInfo(kinds()[i].entity).name) << int(i);
    }
    void everyKind() {
        QFETCH(int, kind);
        const Kind& k = kinds()[std::size_t(kind)];
        Draw draw(std::uint64_t(kind) + 1);
        int wrong = 0, refused = 0;
        for (int n = 0; n < 40; ++n) {
            const std::string value = k.make(draw);
            QVERIFY2(k.check(value), value.c_str());
            QVERIFY(!k.check(value.substr(0, 3)));
            QVERIFY(!k.check(value + std::string(40, '1')));
            QVERIFY(!k.check(value.substr(0, 3) + "-" + value.substr(4)));
            for (std::size_t i = 0; i < value.size(); ++i)
                for (char digit = '0'; digit <= '9' && value[i] >= '0' && value[i] <= '9'; ++digit) {
                    if (digit == value[i]) continue;
                    std::string other = value;
                    other[i] = digit;
                    ++wrong;
                    refused += !k.check(other);
                }
        }
        QVERIFY(wrong >= 200);
        const double caught = double(refused) / wrong;
        QVERIFY2(k.catches == 1.0 ? refused == wrong : caught >= k.catches, qPrintable(QString::number(caught)));
        QVERIFY(!k.check(""));
        QVERIFY(!k.check(std::string(64, '0')));
    }

    void transpositions_areNoticed() {
        for (const Kind& k : kinds()) {
            static const std::vector<Entity> sure = {Entity::Iban,  Entity::InAadhaar, Entity::CnId, Entity::FrNir,
                                                     Entity::UkNhs, Entity::NlBsn,     Entity::EsNif};
            if (std::find(sure.begin(), sure.end(), k.entity) == sure.end()) continue;
            Draw draw(9);
            for (int n = 0; n < 40; ++n) {
                const std::string value = k.make(draw);
                for (std::size_t i = 4; i + 1 < value.size(); ++i) {
                    if (value[i] == value[i + 1] || value[i] > '9' || value[i + 1] > '9') continue;
                    std::string other = value;
                    std::swap(other[i], other[i + 1]);
                    QVERIFY2(!k.check(other), other.c_str());
                }
            }
        }
    }

    void examples_areJudgedRight() {
        struct Row {
            const char* name;
            bool (*check)(std::string_view);
            std::vector<const char*> good, bad;
        };
        static const std::vector<Row> rows = {
            {"card",
             isCard,
             {"4111111111111111", "5555555555554444", "378282246310005", "6011111111111117", "30569309025904",
              "3530111333300000", "2223003122003222", "2720990000000007"},
             {"4111111111111112", "2721000000000004", "1111111111111117", "0000000000000000", "411111111111111"}},
            {"IBAN",
             isIban,
             {"DE89370400440532013000", "GB29NWBK60161331926819", "FR1420041010050500013M02606", "NL91ABNA0417164300",
              "CH9300762011623852957", "NO9386011117947", "SA0380000000608010167519", "BR1800360305000010009795493C1",
              "MT84MALT011000012345MTLCAST001S", "BE68539007547034", "ES9121000418450200051332",
              "IT60X0542811101000000123456", "PL61109010140000071219812874"},
             {"DE89370400440532013001", "XX89370400440532013000", "DE8937040044053201300", "GB29NWBK6016133192681A"}},
            {"BIC", isBic, {"DEUTDEFF", "NEDSZAJJXXX", "BNPAFRPPXXX"}, {"DEUTXXFF", "DEUTDEF", "DEUT1EFF", "PASSWORD"}},
            {"ABA", isAbaRouting, {"011000015", "021000021"}, {"021000022", "991000015"}},
            {"EIN", isUsEin, {"121234567"}, {"071234567", "891234567"}},
            {"crypto",
             isCryptoAddress,
             {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
              "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe"},
             {"1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp",
              "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BA"}},
            {"SSN",
             isUsSsn,
             {"219099998", "536221234"},
             {"000121234", "666121234", "900121234", "123001234", "123450000", "078051120", "123456789", "111111111"}},
            {"ITIN", isUsItin, {"912701234", "999881234"}, {"912691234", "912891234", "912931234", "812701234"}},
            {"NPI", isUsNpi, {"1234567893"}, {"1234567890", "3234567893"}},
            {"MBI", isUsMbi, {"1EG4TE5MK73"}, {"0EG4TE5MK73", "1SG4TE5MK73", "1EG4TE5MKA3"}},
            {"DEA", isUsDea, {"AB1234563"}, {"AB1234564", "1B1234563"}},
            {"NHS", isUkNhs, {"9434765919", "4010232137"}, {"9434765918"}},
            {"NINO", isUkNino, {"AB123456C"}, {"BG123456C", "DA123456C", "AO123456C", "AB123456E"}},
            {"UK licence", isUkDrivingLicence, {"MORGA657054SM9IJ"}, {"MORGA697054SM9IJ", "MO9GA657054SM9IJ"}},
            {"postcode", isUkPostcode, {"SW1A1AA", "M11AE", "EC1A1BB", "B338TH"}, {"QQ11AA", "M11CE", "SW1AA"}},
            {"Steuer-ID", isDeSteuerId, {"86095742719", "47036892816"}, {"86095742718", "01234567890", "11111111111"}},
            {"KVNR", isDeKvnr, {"A123456780"}, {"A123456781"}},
            {"Ausweis", isDePersonalausweis, {"T220001293", "L01X00T471"}, {"T220001294"}},
            {"USt-ID", isDeUstId, {"DE136695976"}, {"DE136695978"}},
            {"NIR", isFrNir, {"255081416802538"}, {"255081416802539"}},
            {"SIREN", isFrSiren, {"732829320"}, {"732829321"}},
            {"SIRET", isFrSiret, {"73282932000074", "35600000049837"}, {"73282932000075"}},
            {"NIF", isEsNif, {"12345678Z"}, {"12345678A"}},
            {"NIE", isEsNie, {"X1234567L"}, {"X1234567M", "W1234567L"}},
            {"CF",
             isItCodiceFiscale,
             {"RSSMRA85T10A562S", "MRTMTT25D09F205Z"},
             {"RSSMRA85T10A562T", "RSSMRA85Z10A562S"}},
            {"P.IVA", isItPartitaIva, {"00743110157", "IT00743110157"}, {"00743110158"}},
            {"BSN", isNlBsn, {"111222333", "123456782"}, {"111222334", "000000000"}},
            {"NRN", isBeNrn, {"85073003328"}, {"85073003329", "85133003328"}},
            {"AHV", isChAhv, {"7569217076985"}, {"7569217076984", "7509217076985"}},
            {"PT NIF", isPtNif, {"501442600", "123456789"}, {"501442601", "401442600"}},
            {"SVNR", isAtSvnr, {"1237010180"}, {"1238010180", "0237010180"}},
            {"PPS", isIePps, {"1234567T", "6433435F"}, {"1234567U"}},
            {"PESEL", isPlPesel, {"44051401359", "02070803628"}, {"44051401358", "44131401359"}},
            {"SE", isSePersonnummer, {"8112189876", "198112189876", "6408233234"}, {"8112189875", "8113189876"}},
            {"FI", isFiHetu, {"131052308T"}, {"131052308U", "131352308T"}},
            {"DK", isDkCpr, {"2110625629"}, {"3202625629", "2113625629"}},
            {"SIN", isCaSin, {"130692544"}, {"130692545", "046454286"}},
            {"TFN", isAuTfn, {"123456782", "37118629"}, {"123456783"}},
            {"ABN", isAuAbn, {"51824753556", "83914571673"}, {"51824753557"}},
            {"ACN", isAuAcn, {"004085616", "010499966"}, {"004085617"}},
            {"Medicare", isAuMedicare, {"2123456701"}, {"2123456711", "1123456701"}},
            {"IRD", isNzIrd, {"49091850", "35901981", "49098576", "136410132"}, {"136410133", "9125568"}},
            {"Aadhaar", isInAadhaar, {"234123412346"}, {"234123412347", "134123412346"}},
            {"PAN", isInPan, {"ABCPE1234F"}, {"ABCXE1234F", "ABCPE0000F", "ABCP11234F"}},
            {"GSTIN", isInGstin, {"27AAPFU0939F1ZV"}, {"27AAPFU0939F1ZW", "40AAPFU0939F1ZV"}},
            {"NRIC", isSgNric, {"S1234567D", "T1234567J", "F1234567N", "G1234567X"}, {"S1234567E", "A1234567D"}},
            {"ZA", isZaId, {"8001015009087"}, {"8001015009088", "8013015009087"}},
            {"My Number", isJpMyNumber, {"123456789018"}, {"123456789019"}},
            {"TCKN", isTrTckn, {"10000000146"}, {"10000000147", "00000000146"}},
            {"CPF", isBrCpf, {"39053344705", "11144477735"}, {"39053344706", "11111111111"}},
            {"CNPJ", isBrCnpj, {"11222333000181", "12ABC34501DE35"}, {"11222333000182", "12ABC34501DE36"}},
            {"CN", isCnId, {"11010519491231002X"}, {"110105194912310021", "11010519491331002X", "16010519491231002X"}},
            {"VIN", isVin, {"1M8GDM9AXKP042788"}, {"1M8GDM9A1KP042788", "IM8GDM9AXKP042788"}},
            {"IMEI", isImei, {"490154203237518"}, {"490154203237519"}},
        };
        for (const Row& row : rows) {
            for (const char* number : row.good)
                QVERIFY2(row.check(number), qPrintable(QString("%1 refused %2").arg(row.name, number)));
            for (const char* number : row.bad)
                QVERIFY2(!row.check(number), qPrintable(QString("%1 took %2").arg(row.name, number)));
        }
    }
};

QTEST_GUILESS_MAIN(TestValidators)
#include "tst_validators.moc"
