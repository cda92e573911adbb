// SHA-256: the known answers of FIPS 180-4, and every length around the block edges against libsodium.
#include <sodium.h>

#include <QtTest>

#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/base/sha256.h"

using namespace tunesmith;

class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers() {
        QCOMPARE(sha256Hex(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256Hex(std::string(1000000, 'a')),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void everyLength_inAnyPieces_equalsLibsodium() {
        const RandomStream random(7, "sha");
        std::string bytes;
        for (std::uint64_t i = 0; i < 700; ++i) bytes += char(random.at(i));
        for (std::size_t length = 0; length <= bytes.size(); ++length) {
            unsigned char digest[crypto_hash_sha256_BYTES];
            crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), length);
            const std::string expected =
                QByteArray(reinterpret_cast<const char*>(digest), sizeof digest).toHex().toStdString();
            Sha256 hash;
            for (std::size_t at = 0; at < length;) {
                const auto piece =
                    std::min<std::size_t>(length - at, std::size_t(1 + random.at(1000 * length + at) % 150));
                hash.update(bytes.data() + at, piece);
                at += piece;
            }
            QCOMPARE(hash.hex(), expected);
        }
    }

    void file_equalsItsBytes() {
        QTemporaryDir dir;
        const std::string path = dir.path().toStdString() + "/f";
        QCOMPARE(writeFileAtomically(path, "abc"), sha256Hex("abc"));
        QCOMPARE(sha256File(path), sha256Hex("abc"));
    }
};

QTEST_GUILESS_MAIN(TestSha256)
#include "tst_sha256.moc"
