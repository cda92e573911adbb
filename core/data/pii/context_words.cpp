#include "core/data/pii/context_words.h"

#include <sstream>
#include <unordered_map>
#include <vector>

namespace tunesmith::pii {

namespace {

struct Announced {
    Entity entity;
    const char* words;
};

using E = Entity;
constexpr Announced kAnnounced[] = {
    {E::CreditCard,
     "card cards credit debit visa mastercard amex maestro cvv cvc kreditkarte kreditkartennummer karte kartennummer "
     "carte "
     "bancaire tarjeta carta kaart cartão kort 信用卡 カード 카드"},
    {E::Iban, "iban kontonummer konto account bank rib"},
    {E::Bic, "bic swift"},
    {E::AbaRouting, "aba routing rtn transit"},
    {E::UsBankAccount, "account acct checking savings bank"},
    {E::UsEin, "ein fein employer"},
    {E::AccountNumber,
     "account acct konto kontonummer kundennummer compte cuenta conto rekening customer kundennr 账号 口座"},
    {E::UsSsn, "ssn social security ssns socials"},
    {E::UsItin, "itin taxpayer tin"},
    {E::UsPassport, "passport"},
    {E::UsDriverLicense, "driver drivers driving dl dln"},
    {E::UsNpi, "npi provider prescriber"},
    {E::UsMbi, "mbi medicare beneficiary"},
    {E::UsDea, "dea prescriber"},
    {E::UkNhs, "nhs"},
    {E::UkNino, "nino insurance ni national"},
    {E::UkDrivingLicence, "driving licence driver"},
    {E::UkPassport, "passport"},
    {E::DeSteuerId, "steuer steuerid idnr steueridentifikationsnummer steuernummer identifikationsnummer tin tax"},
    {E::DeKvnr, "kvnr krankenversichertennummer versichertennummer krankenkasse versicherten krankenversicherung"},
    {E::DePersonalausweis, "personalausweis ausweis ausweisnummer reisepass passnummer personalausweisnummer pass"},
    {E::DeUstId, "ust ustid umsatzsteuer vat umsatzsteueridentifikationsnummer mwst"},
    {E::FrNir, "nir insee sécurité sociale secu sécu immatriculation vitale"},
    {E::FrSiren, "siren entreprise rcs société"},
    {E::FrSiret, "siret établissement etablissement"},
    {E::EsNif, "nif dni identidad"},
    {E::EsNie, "nie extranjero"},
    {E::ItCodiceFiscale, "codice fiscale cf"},
    {E::ItPartitaIva, "partita iva piva"},
    {E::NlBsn, "bsn burgerservicenummer sofinummer sofi"},
    {E::BeNrn, "rijksregisternummer rijksregister insz niss registre rrn nrn nationaal"},
    {E::ChAhv, "ahv avs ahvn13 oasi sozialversicherungsnummer navs"},
    {E::PtNif, "nif contribuinte fiscal"},
    {E::AtSvnr, "svnr sozialversicherungsnummer versicherungsnummer sv svnummer ecard"},
    {E::IePps, "pps ppsn"},
    {E::PlPesel, "pesel"},
    {E::SePersonnummer, "personnummer samordningsnummer pnr"},
    {E::FiHetu, "hetu henkilötunnus personbeteckning"},
    {E::NoFodselsnummer, "fødselsnummer fodselsnummer personnummer fnr"},
    {E::DkCpr, "cpr personnummer cprnr"},
    {E::CaSin, "sin nas sins"},
    {E::AuTfn, "tfn tax"},
    {E::AuAbn, "abn"},
    {E::AuAcn, "acn"},
    {E::AuMedicare, "medicare"},
    {E::NzIrd, "ird inland"},
    {E::InAadhaar, "aadhaar aadhar uidai आधार"},
    {E::InPan, "pan permanent"},
    {E::InGstin, "gstin gst"},
    {E::SgNric, "nric fin"},
    {E::ZaId, "said id identity rsa"},
    {E::KrRrn, "rrn 주민등록번호 주민번호 jumin resident"},
    {E::JpMyNumber, "mynumber my マイナンバー 個人番号"},
    {E::TrTckn, "tckn tc kimlik"},
    {E::ThId, "thai citizen บัตรประชาชน เลขประจำตัว"},
    {E::BrCpf, "cpf"},
    {E::BrCnpj, "cnpj"},
    {E::CnId, "身份证 身份證 居民 公民"},
    {E::Passport,
     "passport passeport reisepass pasaporte passaporto paspoort pasaport passaporte паспорт 护照 パスポート 여권"},
    {E::Phone,
     "phone tel telephone telefon teléfono telefono téléphone telefone mobile mobil móvil handy handynummer cell "
     "cellphone call fax "
     "telefax whatsapp sms text hotline rufnummer telefonnummer tél tfno celular cellulare portable gsm ring телефон "
     "тел 电话 手机 "
     "電話 携帯 전화 phones numero numéro"},
    {E::IpAddress, "ip ipv4 ipv6 address host server ping gateway router dns client login adresse dirección"},
    {E::DateOfBirth,
     "born birth dob birthday birthdate geboren geb geburtsdatum geburtstag né née naissance nacido nacida nacimiento "
     "nato nata "
     "nascita nascido nascida nascimento geboortedatum född født syntynyt urodzony urodzona urodzenia рождения родился "
     "родилась doğum 出生 生年月日 생년월일"},
    {E::MedicalRecord,
     "mrn record chart patient patientennummer fallnummer emr ehr krankenakte aktennummer nhc 病历号 カルテ番号 "
     "patientid"},
    {E::HealthPlan,
     "policy member subscriber insurance police versicherungsnummer mutuelle póliza polizza plan beneficiary "
     "versicherungsschein"},
    {E::CaseNumber, "case docket aktenzeichen az dossier expediente claim ticket matter geschäftszeichen"},
    {E::LicensePlate, "plate plates kennzeichen immatriculation matrícula matricula targa registration kenteken"},
    {E::DeviceId, "udi imei device serial gtin implant pacemaker seriennummer gerätenummer"},
    {E::DicomUid, "uid dicom study series sop instance"},
    {E::PostalCode, "zip zipcode postal postcode plz postleitzahl cap código codigo cp"},
};

using Entities = std::bitset<128>;

struct Table {
    std::unordered_map<std::string, Entities> words;
    std::vector<std::pair<std::string, Entities>> unspaced;  // of scripts that write no spaces

    Table() {
        static_assert(kEntities <= 128);
        for (const Announced& announced : kAnnounced) {
            std::istringstream list(announced.words);
            for (std::string word; list >> word;) words[word].set(std::size_t(announced.entity));
        }
        for (const auto& [word, entities] : words)
            if (std::uint8_t(word[0]) >= 0xE0) unspaced.emplace_back(word, entities);
    }
};

}  // namespace

std::bitset<128> entitiesOfWord(const std::string& word, bool wide) {
    static const Table table;
    if (const auto found = table.words.find(word); found != table.words.end()) return found->second;
    Entities entities;
    if (wide)
        for (const auto& [part, announced] : table.unspaced)
            if (word.find(part) != std::string::npos) entities |= announced;
    return entities;
}

}  // namespace tunesmith::pii
