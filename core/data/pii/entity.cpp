#include "core/data/pii/entity.h"

#include <array>

#include "core/base/error.h"

namespace tunesmith::pii {

const std::vector<EntityInfo>& entities() {
    using E = Entity;
    static const std::vector<EntityInfo> table = {
        {E::CreditCard, "CREDIT_CARD", "Payment card number", 10, true, false, false},
        {E::Iban, "IBAN", "Bank account (IBAN)", 10, true, false, false},
        {E::Bic, "BIC", "Bank code (BIC)", 10, false, true, false},
        {E::AbaRouting, "ABA_ROUTING", "US bank routing number", 10, true, true, false, "US"},
        {E::UsBankAccount, "US_BANK", "US bank account", 10, false, true, false, "US"},
        {E::UsEin, "US_EIN", "US employer number", 18, false, true, false, "US"},
        {E::Crypto, "CRYPTO", "Cryptocurrency address", 10, true, false, false},
        {E::AccountNumber, "ACCOUNT_NUMBER", "Account or customer number", 10, false, true, false},
        {E::UsSsn, "US_SSN", "US social security number", 7, false, true, false, "US"},
        {E::UsItin, "US_ITIN", "US taxpayer number", 7, false, true, false, "US"},
        {E::UsPassport, "US_PASSPORT", "US passport", 11, false, true, false, "US"},
        {E::UsDriverLicense, "US_DRIVER_LICENSE", "US driver's license", 11, false, true, false, "US"},
        {E::UsNpi, "US_NPI", "US health provider number", 11, true, true, false, "US"},
        {E::UsMbi, "US_MBI", "US Medicare number", 9, false, false, false, "US"},
        {E::UsDea, "US_DEA", "US prescriber number", 11, true, true, false, "US"},
        {E::UkNhs, "UK_NHS", "UK health service number", 8, true, true, false, "GB"},
        {E::UkNino, "UK_NINO", "UK national insurance number", 7, false, false, false, "GB"},
        {E::UkDrivingLicence, "UK_DRIVING_LICENCE", "UK driving licence", 11, false, false, false, "GB"},
        {E::UkPassport, "UK_PASSPORT", "UK passport", 11, false, true, false, "GB"},
        {E::DeSteuerId, "DE_STEUER_ID", "German tax number", 18, true, true, false, "DE"},
        {E::DeKvnr, "DE_KVNR", "German health insurance number", 9, true, true, false, "DE"},
        {E::DePersonalausweis, "DE_PERSONALAUSWEIS", "German identity card or passport", 11, true, true, false, "DE"},
        {E::DeUstId, "DE_UST_ID", "German VAT number", 18, true, false, false, "DE"},
        {E::FrNir, "FR_NIR", "French social security number", 7, true, false, false, "FR"},
        {E::FrSiren, "FR_SIREN", "French company number", 18, true, true, false, "FR"},
        {E::FrSiret, "FR_SIRET", "French establishment number", 18, true, true, false, "FR"},
        {E::EsNif, "ES_NIF", "Spanish identity number", 18, true, false, false, "ES"},
        {E::EsNie, "ES_NIE", "Spanish number of foreigners", 18, true, false, false, "ES"},
        {E::ItCodiceFiscale, "IT_CODICE_FISCALE", "Italian tax code", 18, true, false, false, "IT"},
        {E::ItPartitaIva, "IT_PARTITA_IVA", "Italian VAT number", 18, true, true, false, "IT"},
        {E::NlBsn, "NL_BSN", "Dutch citizen number", 7, true, true, false, "NL"},
        {E::BeNrn, "BE_NRN", "Belgian national number", 7, true, true, false, "BE"},
        {E::ChAhv, "CH_AHV", "Swiss social insurance number", 7, true, false, false, "CH"},
        {E::PtNif, "PT_NIF", "Portuguese tax number", 18, true, true, false, "PT"},
        {E::AtSvnr, "AT_SVNR", "Austrian social insurance number", 7, true, true, false, "AT"},
        {E::IePps, "IE_PPS", "Irish public service number", 7, true, false, false, "IE"},
        {E::PlPesel, "PL_PESEL", "Polish personal number", 7, true, true, false, "PL"},
        {E::SePersonnummer, "SE_PERSONNUMMER", "Swedish personal number", 7, true, true, false, "SE"},
        {E::FiHetu, "FI_HETU", "Finnish personal number", 7, true, true, false, "FI"},
        {E::NoFodselsnummer, "NO_FODSELSNUMMER", "Norwegian personal number", 7, true, false, false, "NO"},
        {E::DkCpr, "DK_CPR", "Danish personal number", 7, false, true, false, "DK"},
        {E::CaSin, "CA_SIN", "Canadian social insurance number", 7, true, true, false, "CA"},
        {E::AuTfn, "AU_TFN", "Australian tax number", 18, true, true, false, "AU"},
        {E::AuAbn, "AU_ABN", "Australian business number", 18, true, true, false, "AU"},
        {E::AuAcn, "AU_ACN", "Australian company number", 18, true, true, false, "AU"},
        {E::AuMedicare, "AU_MEDICARE", "Australian Medicare card", 9, true, true, false, "AU"},
        {E::NzIrd, "NZ_IRD", "New Zealand tax number", 18, true, true, false, "NZ"},
        {E::InAadhaar, "IN_AADHAAR", "Indian identity number", 18, true, true, false, "IN"},
        {E::InPan, "IN_PAN", "Indian tax number", 18, false, false, false, "IN"},
        {E::InGstin, "IN_GSTIN", "Indian goods tax number", 18, true, false, false, "IN"},
        {E::SgNric, "SG_NRIC", "Singaporean identity number", 18, true, false, false, "SG"},
        {E::ZaId, "ZA_ID", "South African identity number", 18, true, true, false, "ZA"},
        {E::KrRrn, "KR_RRN", "Korean resident number", 18, true, true, false, "KR"},
        {E::JpMyNumber, "JP_MY_NUMBER", "Japanese individual number", 18, true, true, false, "JP"},
        {E::TrTckn, "TR_TCKN", "Turkish identity number", 18, true, true, false, "TR"},
        {E::ThId, "TH_ID", "Thai identity number", 18, true, true, false, "TH"},
        {E::BrCpf, "BR_CPF", "Brazilian tax number of a person", 18, true, true, false, "BR"},
        {E::BrCnpj, "BR_CNPJ", "Brazilian tax number of a company", 18, true, true, false, "BR"},
        {E::CnId, "CN_ID", "Chinese identity number", 18, true, false, false, "CN"},
        {E::Passport, "PASSPORT", "Passport", 11, false, true, false},
        {E::Email, "EMAIL", "E-mail address", 6, false, false, false},
        {E::Phone, "PHONE", "Telephone or fax number", 4, false, true, false},
        {E::Url, "URL", "Web address", 14, false, false, false},
        {E::IpAddress, "IP_ADDRESS", "Internet address (IP)", 15, false, false, false},
        {E::MacAddress, "MAC_ADDRESS", "Network card address (MAC)", 13, false, false, false},
        {E::DateOfBirth, "DATE_OF_BIRTH", "Date of birth", 3, false, true, false},
        {E::Date, "DATE", "Date", 3, false, false, true},
        {E::AgeOver89, "AGE_OVER_89", "Age over 89", 3, false, true, false},
        {E::MedicalRecord, "MEDICAL_RECORD", "Medical record number", 8, false, true, false},
        {E::HealthPlan, "HEALTH_PLAN", "Insurance policy or member number", 9, false, true, false},
        {E::CaseNumber, "CASE_NUMBER", "Case or docket number", 18, false, true, false},
        {E::LicensePlate, "LICENSE_PLATE", "Vehicle plate", 12, false, true, false},
        {E::Vin, "VIN", "Vehicle identification number", 12, true, false, false},
        {E::DeviceId, "DEVICE_ID", "Device number (UDI, IMEI, serial)", 13, true, true, false},
        {E::DicomUid, "DICOM_UID", "Medical image identifier", 18, false, true, false},
        {E::Secret, "SECRET", "Password, key or token", 18, false, false, false},
        {E::Name, "NAME", "Name of a person", 1, false, false, true},
        {E::Place, "PLACE", "Place below a state", 2, false, false, true},
        {E::StreetAddress, "STREET_ADDRESS", "Street address", 2, false, false, true},
        {E::PostalCode, "POSTAL_CODE", "Postal code", 2, false, true, true},
        {E::SpecialCategory, "SPECIAL_CATEGORY", "Special category (GDPR Article 9)", 0, false, false, true},
        {E::Custom, "CUSTOM", "Pattern of the project", 18, false, false, false},
    };
    return table;
}

const EntityInfo& entityInfo(Entity entity) {
    TS_CHECK(std::size_t(entity) < entities().size());
    return entities()[std::size_t(entity)];
}

std::optional<Entity> entityFromName(std::string_view name) {
    for (const EntityInfo& info : entities())
        if (name == info.name) return info.entity;
    return std::nullopt;
}

const char* hipaaIdentifier(int number) {
    static constexpr std::array<const char*, 18> names = {"Names",
                                                          "Geographic parts smaller than a state",
                                                          "Dates other than the year; ages over 89",
                                                          "Telephone numbers",
                                                          "Fax numbers",
                                                          "E-mail addresses",
                                                          "Social security numbers",
                                                          "Medical record numbers",
                                                          "Health plan numbers",
                                                          "Account numbers",
                                                          "Certificate and licence numbers",
                                                          "Vehicle identifiers and plates",
                                                          "Device identifiers and serial numbers",
                                                          "Web addresses",
                                                          "Internet (IP) addresses",
                                                          "Biometric identifiers",
                                                          "Full-face photographs",
                                                          "Any other unique number or code"};
    TS_CHECK(number >= 1 && number <= int(names.size()));
    return names[std::size_t(number - 1)];
}

}  // namespace tunesmith::pii
