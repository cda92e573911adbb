#include "core/data/pii/id_kinds.h"

#include <algorithm>

#include "core/data/pii/checksums.h"
#include "core/data/pii/validators.h"

namespace tunesmith::pii {

namespace {

/// At least four digits, not all the same: for numbers that only a word nearby makes.
bool isNumbered(std::string_view text) {
    return std::count_if(text.begin(), text.end(), isDigit) >= 4 && !allSame(text);
}

bool isPlate(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), isDigit);
    return digits > 0 && digits < std::ptrdiff_t(text.size());
}

}  // namespace

const std::vector<IdKind>& idKinds() {
    using E = Entity;
    using N = Need;
    static const std::vector<IdKind> kinds = {
        {E::CreditCard, "#{14,16}", isCard, N::Nothing, "4 4 4 4;4 6 5;4 6 4"},
        {E::CreditCard, "#{12,13}", isCard, N::Word, "4 4 4;4 4 5;4 3 3 3"},
        {E::CreditCard, "#{17,19}", isCard, N::Word, "4 4 4 4 1;4 4 4 4 2;4 4 4 4 3;6 13"},
        {E::Iban, "@@##*{11,30}", isIban, N::Nothing, "", kAnyGroups},
        {E::Bic, "@{6}**", isBic, N::Word, "", kCapitals | kOneWord},
        {E::Bic, "@{6}*****", isBic, N::Word, "", kCapitals | kOneWord},
        {E::AbaRouting, "#{9}", isAbaRouting, N::Word, "4 4 1"},
        {E::UsBankAccount, "#{6,17}", isNumbered, N::Word, "", kNoSpaces},
        {E::UsEin, "#{9}", isUsEin, N::Word, "2 7"},
        {E::AccountNumber, "*{5,20}", isNumbered, N::Word, "", kNoSpaces},
        {E::UsSsn, "#{9}", isUsSsn, N::Layout, "3 2 4", kDashes},
        {E::UsItin, "#{9}", isUsItin, N::Layout, "3 2 4", kDashes},
        {E::UsPassport, "*#{8}", isNumbered, N::Word, "", kOneWord},
        {E::UsDriverLicense, "@#{7}", nullptr, N::Word, "1 7;1 3 4"},
        {E::UsDriverLicense, "@#{11,13}", nullptr, N::Word, "1 3 4 4;1 3 3 3 3"},
        {E::UsDriverLicense, "@{0,2}#{6,9}", isNumbered, N::Word, "", kNoSpaces},
        {E::UsNpi, "#{10}", isUsNpi, N::Word, ""},
        {E::UsMbi, "#@*#@*#@@##", isUsMbi, N::Nothing, "4 3 4"},
        {E::UsDea, "@*#{7}", isUsDea, N::Word, "2 7"},
        {E::UkNhs, "#{10}", isUkNhs, N::Word, "3 3 4"},
        {E::UkNino, "@@#{6}@", isUkNino, N::Nothing, "2 2 2 2 1;2 6 1"},
        {E::UkDrivingLicence, "@*{4}#{6}***@@", isUkDrivingLicence, N::Nothing, "5 6 5;5 6 3 2;5 6 2 1 2"},
        {E::UkPassport, "#{9}", isNumbered, N::Word, "", kOneWord},
        {E::PostalCode, "@*{1,3}#@@", isUkPostcode, N::Layout, "2 3;3 3;4 3", kCapitals},
        {E::PostalCode, "#{5}", nullptr, N::Word, "", kOneWord},
        {E::PostalCode, "#{9}", nullptr, N::Word, "5 4", kNoSpaces},
        {E::DeSteuerId, "#{11}", isDeSteuerId, N::Layout, "2 3 3 3"},
        {E::DeKvnr, "@#{9}", isDeKvnr, N::Word, "1 9;1 3 3 3;4 3 3"},
        {E::DePersonalausweis, "@*{8}#", isDePersonalausweis, N::Word, "9 1"},
        {E::DeUstId, "DE#{9}", isDeUstId, N::Nothing, "2 9;2 3 3 3;5 3 3"},
        {E::FrNir, "#{5}#*#{8}", isFrNir, N::Nothing, "1 2 2 2 3 3 2;13 2;1 2 2 2 3 3 2"},
        {E::FrSiren, "#{9}", isFrSiren, N::Word, "3 3 3"},
        {E::FrSiret, "#{14}", isFrSiret, N::Word, "3 3 3 5;9 5"},
        {E::EsNif, "#{8}@", isEsNif, N::Nothing, "8 1;2 3 3 1"},
        {E::EsNie, "@#{7}@", isEsNie, N::Nothing, "1 7 1;8 1"},
        {E::ItCodiceFiscale, "@{6}**@**@***@", isItCodiceFiscale, N::Nothing, "3 3 5 5;6 5 5;3 3 2 3 5;6 2 3 4 1"},
        {E::ItPartitaIva, "#{11}", isItPartitaIva, N::Word, ""},
        {E::ItPartitaIva, "IT#{11}", isItPartitaIva, N::Nothing, "2 11"},
        {E::NlBsn, "#{9}", isNlBsn, N::Word, "4 2 3;3 3 3"},
        {E::BeNrn, "#{11}", isBeNrn, N::Layout, "2 2 2 3 2;6 3 2", kDashes},
        {E::ChAhv, "756#{10}", isChAhv, N::Nothing, "3 4 4 2"},
        {E::PtNif, "#{9}", isPtNif, N::Word, "3 3 3"},
        {E::AtSvnr, "#{10}", isAtSvnr, N::Word, "4 6;4 2 2 2"},
        {E::IePps, "#{7}@", isIePps, N::Nothing, "7 1"},
        {E::IePps, "#{7}@@", isIePps, N::Nothing, "7 2"},
        {E::PlPesel, "#{11}", isPlPesel, N::Word, "6 5"},
        {E::SePersonnummer, "#{10}", isSePersonnummer, N::Layout, "6 4", kDashes},
        {E::SePersonnummer, "#{12}", isSePersonnummer, N::Layout, "8 4", kDashes},
        {E::FiHetu, "#{9}*", isFiHetu, N::Layout, "6 4", kDashes},
        {E::FiHetu, "#{6}@###*", isFiHetu, N::Nothing, ""},
        {E::NoFodselsnummer, "#{11}", isNoFodselsnummer, N::Nothing, "6 5"},
        {E::DkCpr, "#{10}", isDkCpr, N::Layout, "6 4", kDashes},
        {E::CaSin, "#{9}", isCaSin, N::Word, "3 3 3"},
        {E::AuTfn, "#{8,9}", isAuTfn, N::Word, "3 3 3;2 3 3"},
        {E::AuAbn, "#{11}", isAuAbn, N::Layout, "2 3 3 3"},
        {E::AuAcn, "#{9}", isAuAcn, N::Word, "3 3 3"},
        {E::AuMedicare, "#{10,11}", isAuMedicare, N::Word, "4 5 1;4 5 2;4 5 1 1"},
        {E::NzIrd, "#{8,9}", isNzIrd, N::Word, "2 3 3;3 3 3"},
        {E::InAadhaar, "#{12}", isInAadhaar, N::Layout, "4 4 4"},
        {E::InPan, "@{5}#{4}@", isInPan, N::Nothing, "", kCapitals | kOneWord},
        {E::InGstin, "##@{5}#{4}@*Z*", isInGstin, N::Nothing, "2 10 3"},
        {E::SgNric, "@#{7}@", isSgNric, N::Nothing, "", kOneWord},
        {E::ZaId, "#{13}", isZaId, N::Word, "6 4 3;6 4 1 1 1;6 4 2 1"},
        {E::KrRrn, "#{13}", isKrRrn, N::Layout, "6 7", kDashes},
        {E::JpMyNumber, "#{12}", isJpMyNumber, N::Word, "4 4 4"},
        {E::TrTckn, "#{11}", isTrTckn, N::Word, "3 3 3 2"},
        {E::ThId, "#{13}", isThId, N::Layout, "1 4 5 2 1"},
        {E::BrCpf, "#{11}", isBrCpf, N::Layout, "3 3 3 2", kDashes},
        {E::BrCnpj, "#{14}", isBrCnpj, N::Layout, "2 3 3 4 2", kDashes},
        {E::BrCnpj, "*{12}##", isBrCnpj, N::Layout, "2 3 3 4 2", kDashes},
        {E::CnId, "#{17}*", isCnId, N::Nothing, "6 8 4;6 4 4 4"},
        {E::Passport, "@{0,3}#{6,9}@?", isNumbered, N::Word, "", kOneWord},
        {E::MedicalRecord, "*{5,14}", isNumbered, N::Word, "", kNoSpaces},
        {E::HealthPlan, "*{6,16}", isNumbered, N::Word, "", kNoSpaces},
        {E::CaseNumber, "*{5,16}", isNumbered, N::Word, "", kNoSpaces},
        {E::LicensePlate, "*{4,9}", isPlate, N::Word, "3 4;1 2 4;2 2 4;3 3;2 3 2;1 2 3;2 2 3", kCapitals},
        {E::Vin, "*{17}", isVin, N::Nothing, "", kCapitals | kOneWord},
        {E::DeviceId, "01#{14}", [](std::string_view t) { return isUdi(t.substr(2)); }, N::Word, ""},
        {E::DeviceId, "#{14}", isUdi, N::Word, ""},
        {E::DeviceId, "#{15}", isImei, N::Word, "2 6 6 1"},
    };
    return kinds;
}

}  // namespace tunesmith::pii
