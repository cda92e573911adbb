// The kinds of personal data that Tunesmith knows, as one table: scanner, redaction, report and settings read it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tunesmith::pii {

enum class Entity : std::uint8_t {
    // money
    CreditCard,
    Iban,
    Bic,
    AbaRouting,
    UsBankAccount,
    UsEin,
    Crypto,
    AccountNumber,
    // people's numbers, by country
    UsSsn,
    UsItin,
    UsPassport,
    UsDriverLicense,
    UsNpi,
    UsMbi,
    UsDea,
    UkNhs,
    UkNino,
    UkDrivingLicence,
    UkPassport,
    DeSteuerId,
    DeKvnr,
    DePersonalausweis,
    DeUstId,
    FrNir,
    FrSiren,
    FrSiret,
    EsNif,
    EsNie,
    ItCodiceFiscale,
    ItPartitaIva,
    NlBsn,
    BeNrn,
    ChAhv,
    PtNif,
    AtSvnr,
    IePps,
    PlPesel,
    SePersonnummer,
    FiHetu,
    NoFodselsnummer,
    DkCpr,
    CaSin,
    AuTfn,
    AuAbn,
    AuAcn,
    AuMedicare,
    NzIrd,
    InAadhaar,
    InPan,
    InGstin,
    SgNric,
    ZaId,
    KrRrn,
    JpMyNumber,
    TrTckn,
    ThId,
    BrCpf,
    BrCnpj,
    CnId,
    Passport,
    // contact and network
    Email,
    Phone,
    Url,
    IpAddress,
    MacAddress,
    // dates and ages
    DateOfBirth,
    Date,
    AgeOver89,
    // numbers given by an organisation, vehicles and devices
    MedicalRecord,
    HealthPlan,
    CaseNumber,
    LicensePlate,
    Vin,
    DeviceId,
    DicomUid,
    Secret,
    // words
    Name,
    Place,
    StreetAddress,
    PostalCode,
    SpecialCategory,
    // a pattern of the project
    Custom,
};
constexpr int kEntities = int(Entity::Custom) + 1;

struct EntityInfo {
    Entity entity;
    const char* name;   // "CREDIT_CARD": in placeholders, settings, JSON
    const char* title;  // in words
    int hipaa;      // which of Safe Harbor's 18 identifiers it belongs to (45 CFR 164.514(b)(2)(i)(A) to (R)); 0: none
    bool checksum;  // a wrong digit is noticed
    bool context;   // bare characters are not enough: a word nearby, its usual layout or the country has to say so
    bool review;    // found by words or shape alone: a person has to look
    const char* country = "";  // ISO 3166 of the authority that gives it; empty: any
};

/// In the order of the enumeration, one entry each. Thread-safe.
const std::vector<EntityInfo>& entities();
const EntityInfo& entityInfo(Entity entity);
std::optional<Entity> entityFromName(std::string_view name);

/// Safe Harbor's identifier `number`, 1 to 18, in a few words.
const char* hipaaIdentifier(int number);

}  // namespace tunesmith::pii
