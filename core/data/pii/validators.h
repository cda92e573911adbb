// Is this a possible number of its kind? Pure functions over normalised characters: '0'-'9' and 'A'-'Z' without
// separators (crypto addresses as they stand). They answer for form, check digits and dates inside, and know nothing of
// the text around. Sources are the public specifications of the authorities; a name says which.
#pragma once

#include <string_view>

namespace tunesmith::pii {

// validators_money.cpp
bool isCard(std::string_view digits);        // 12-19 digits, issuer range, Luhn
bool isIban(std::string_view text);          // ISO 13616: length and form by country, mod 97
bool isBic(std::string_view text);           // ISO 9362: form and country
bool isAbaRouting(std::string_view digits);  // 3-7-1
bool isUsEin(std::string_view digits);       // prefix of a campus
bool isCryptoAddress(
    std::string_view text);             // Base58Check (Bitcoin, Litecoin, Dogecoin, Tron), bech32(m), Ethereum by form
bool isCountry(std::string_view code);  // ISO 3166-1 alpha-2, and XK

// validators_health.cpp
bool isUsNpi(std::string_view digits);
bool isUsMbi(std::string_view text);
bool isUsDea(std::string_view text);
bool isUkNhs(std::string_view digits);
bool isDeKvnr(std::string_view text);
bool isAuMedicare(std::string_view digits);
bool isUdi(std::string_view digits);  // GTIN-14
bool isImei(std::string_view digits);
bool isVin(std::string_view text);  // ISO 3779 with the North American check digit

// validators_europe.cpp
bool isUkNino(std::string_view text);
bool isUkDrivingLicence(std::string_view text);
bool isUkPostcode(std::string_view text);
bool isDeSteuerId(std::string_view digits);
bool isDePersonalausweis(std::string_view text);
bool isDeUstId(std::string_view text);
bool isFrNir(std::string_view text);
bool isFrSiren(std::string_view digits);
bool isFrSiret(std::string_view digits);
bool isEsNif(std::string_view text);
bool isEsNie(std::string_view text);
bool isItCodiceFiscale(std::string_view text);
bool isItPartitaIva(std::string_view text);  // with or without IT
bool isNlBsn(std::string_view digits);
bool isBeNrn(std::string_view digits);
bool isChAhv(std::string_view digits);
bool isPtNif(std::string_view digits);
bool isAtSvnr(std::string_view digits);
bool isIePps(std::string_view text);

// validators_north.cpp: the personal numbers of the North and of Poland, all with a date inside
bool isPlPesel(std::string_view digits);
bool isSePersonnummer(std::string_view digits);  // 10 or 12 digits
bool isFiHetu(std::string_view text);            // 10 characters without the sign of the century, 11 with its letter
bool isNoFodselsnummer(std::string_view digits);
bool isDkCpr(std::string_view digits);  // the date only: numbers without check digit are given since 2007

// validators_world.cpp
bool isUsSsn(std::string_view digits);
bool isUsItin(std::string_view digits);
bool isCaSin(std::string_view digits);
bool isAuTfn(std::string_view digits);
bool isAuAbn(std::string_view digits);
bool isAuAcn(std::string_view digits);
bool isNzIrd(std::string_view digits);
bool isInAadhaar(std::string_view digits);
bool isInPan(std::string_view text);
bool isInGstin(std::string_view text);
bool isSgNric(std::string_view text);
bool isZaId(std::string_view digits);
bool isKrRrn(std::string_view digits);
bool isJpMyNumber(std::string_view digits);
bool isTrTckn(std::string_view digits);
bool isThId(std::string_view digits);
bool isBrCpf(std::string_view digits);
bool isBrCnpj(std::string_view text);  // 14 digits, or with letters as given since 2026
bool isCnId(std::string_view text);

}  // namespace tunesmith::pii
