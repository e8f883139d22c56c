//! Codes of staffing plans.

use super::{Code, code};

pub(super) const CODES: &[Code] = &[
    code(
        "bid.measure_undefined",
        "Planen har inga timmar eller personer i de funktioner som ett mått räknar.",
        "The plan has no hours or persons in the functions that a measure includes.",
        "Rätta planen där lagen medger det, eller förkasta anbudet med skäl.",
        "Correct the plan where the law admits it, or reject the bid with a reason.",
    ),
    code(
        "bid.plan_day_repeated",
        "En dag står två gånger i samma skift.",
        "A day is named twice in one shift.",
        "Skriv varje dag en gång.",
        "Name each day once.",
    ),
    code(
        "bid.plan_function_unknown",
        "Modellen publicerar ingen sådan funktion.",
        "The model publishes no such function.",
        "Använd en publicerad funktion.",
        "Use a published function.",
    ),
    code(
        "bid.plan_method_unknown",
        "Modellen publicerar ingen sådan metod.",
        "The model publishes no such method.",
        "Använd en publicerad metod.",
        "Use a published method.",
    ),
    code(
        "bid.plan_missing",
        "Modellen mäter bemanning men anbudet har ingen plan.",
        "The model measures staffing, but the bid has no plan.",
        "Komplettera planen, eller förkasta anbudet med skäl.",
        "Complete the plan, or reject the bid with a reason.",
    ),
    code(
        "bid.plan_month",
        "En månad i lönelistan är ingen månad eller står två gånger.",
        "A month of the payroll is no month, or is there twice.",
        "Skriv varje månad en gång, som ÅÅÅÅ-MM.",
        "Write each month once, as YYYY-MM.",
    ),
    code(
        "bid.plan_months_missing",
        "Lönelistan saknar någon av de publicerade månaderna.",
        "The payroll lacks some of the published months.",
        "Lägg till timmarna för varje månad, även för månader utan timmar.",
        "Add the hours of every month, also of months without any.",
    ),
    code(
        "bid.plan_number",
        "Ett tal i planen går inte att läsa eller ligger utanför sitt område.",
        "A number of the plan does not read, or lies outside its range.",
        "Skriv det decimaltal som meddelandet anger.",
        "Write the decimal that the message asks for.",
    ),
    code(
        "bid.plan_participant",
        "En deltagare finns inte i planen eller står två gånger.",
        "A participant is not in the plan, or is named twice.",
        "Använd planens pseudonymer, var och en en gång.",
        "Use the pseudonyms of the plan, each once.",
    ),
    code(
        "bid.plan_person_differs",
        "Samma person har olika uppgifter på två rader.",
        "The same person is described differently on two lines.",
        "Skriv samma uppgifter på varje rad.",
        "Write the same on every line.",
    ),
    code(
        "bid.plan_places_missing",
        "Ett mått räknas per plats men anbudet anger inga platser.",
        "A measure counts by place, but the bid names no places.",
        "Ange enhetens platser.",
        "Name the places of the unit.",
    ),
    code(
        "bid.plan_response_missing",
        "Ett jourskift säger inte hur snabbt någon är på plats.",
        "A shift on call does not say how soon somebody is there.",
        "Ange minuterna.",
        "Write the minutes.",
    ),
    code(
        "bid.plan_time",
        "Ett klockslag i planen går inte att läsa.",
        "A time of day in the plan does not read.",
        "Skriv timmar och minuter, från 00:00 till 23:59.",
        "Write hours and minutes, from 00:00 to 23:59.",
    ),
    code(
        "bid.plan_unasked",
        "Anbudet har en plan men modellen mäter inget ur den.",
        "The bid has a plan, but the model measures nothing from it.",
        "Ta bort planen.",
        "Remove the plan.",
    ),
];
