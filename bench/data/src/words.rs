//! What things are called: municipalities, suppliers, and what is bought. Municipalities are real public bodies; everything
//! else is invented.

/// Municipalities by their code.
#[rustfmt::skip]
pub(crate) const MUNICIPALITIES: &[(&str, &str)] = &[
    ("0760", "Uppvidinge kommun"), ("0761", "Lessebo kommun"), ("0763", "Tingsryds kommun"), ("0764", "Alvesta kommun"),
    ("0765", "Älmhults kommun"), ("0767", "Markaryds kommun"), ("0780", "Växjö kommun"), ("0781", "Ljungby kommun"),
    ("1214", "Svalövs kommun"), ("1230", "Staffanstorps kommun"), ("1231", "Burlövs kommun"), ("1233", "Vellinge kommun"),
    ("1256", "Östra Göinge kommun"), ("1257", "Örkelljunga kommun"), ("1260", "Bjuvs kommun"), ("1261", "Kävlinge kommun"),
    ("1262", "Lomma kommun"), ("1263", "Svedala kommun"), ("1264", "Skurups kommun"), ("1265", "Sjöbo kommun"),
    ("1266", "Hörby kommun"), ("1267", "Höörs kommun"), ("1270", "Tomelilla kommun"), ("1272", "Bromölla kommun"),
    ("1273", "Osby kommun"), ("1275", "Perstorps kommun"), ("1276", "Klippans kommun"), ("1277", "Åstorps kommun"),
    ("1278", "Båstads kommun"), ("1280", "Malmö stad"), ("1281", "Lunds kommun"), ("1282", "Landskrona stad"),
    ("1283", "Helsingborgs stad"), ("1284", "Höganäs kommun"), ("1285", "Eslövs kommun"), ("1286", "Ystads kommun"),
    ("1287", "Trelleborgs kommun"), ("1290", "Kristianstads kommun"), ("1291", "Simrishamns kommun"),
    ("1292", "Ängelholms kommun"), ("1293", "Hässleholms kommun"), ("1315", "Hylte kommun"), ("1380", "Halmstads kommun"),
    ("1381", "Laholms kommun"), ("1382", "Falkenbergs kommun"), ("1383", "Varbergs kommun"),
];

/// First words of suppliers' names.
#[rustfmt::skip]
pub(crate) const FIRST: &[&str] = &[
    "Björk", "Åker", "Älv", "Östan", "Norr", "Söder", "Väster", "Lind", "Ek", "Alm", "Rönn", "Ask", "Sten", "Berg", "Sjö",
    "Ö", "Äng", "Hav", "Ljung", "Mossa", "Kust", "Slätt", "Fjord", "Gran", "Tall", "Vind", "Sol", "Måne", "Stjärn", "Fågel",
];
/// Second words.
#[rustfmt::skip]
pub(crate) const SECOND: &[&str] = &[
    "gården", "bo", "hamn", "by", "vik", "lund", "ås", "näs", "holm", "dal", "ström", "udden", "backen", "hult", "torp",
    "sunda", "skog", "mark", "ö", "brunn",
];
/// Third words, with the form of the company.
#[rustfmt::skip]
pub(crate) const THIRD: &[&str] = &[
    "Omsorg AB", "Konsult AB", "Teknik AB", "Entreprenad AB", "Partner HB", "Service AB", "Kooperativ ek. för.",
    "Utveckling AB", "Miljö AB", "& Söner AB", "Trafik AB", "Livs AB",
];

/// A text in Swedish and English.
pub(crate) type Both = (&'static str, &'static str);

/// A line of a price list.
#[derive(Debug)]
pub(crate) struct Line {
    /// What it is.
    pub(crate) title: Both,
    /// Unit of the quantity.
    pub(crate) unit: &'static str,
    /// Quantity in the comparison.
    pub(crate) quantity: i64,
    /// The usual price, hundredths of the currency.
    pub(crate) usual: i64,
}

/// Something that is bought.
#[derive(Debug)]
pub(crate) struct Subject {
    /// What it is called.
    pub(crate) title: Both,
    /// Codes of the Common Procurement Vocabulary.
    pub(crate) cpv: &'static [&'static str],
    /// What it is divided into.
    pub(crate) lots: &'static [Both],
    /// What is priced.
    pub(crate) lines: &'static [Line],
    /// What is judged beside the price.
    pub(crate) criteria: &'static [Both],
    /// Whether bids offer a unit with a permit and places.
    pub(crate) units: bool,
}

const fn line(sv: &'static str, en: &'static str, unit: &'static str, quantity: i64, usual: i64) -> Line {
    Line { title: (sv, en), unit, quantity, usual }
}

/// What is bought.
pub(crate) const SUBJECTS: &[Subject] = &[
    Subject {
        title: ("Hem för vård eller boende för barn och unga", "Residential care for children and young people"),
        cpv: &["85311000-2", "85311300-5"],
        lots: &[
            ("Akut- och jourplacering", "Emergency placement"),
            ("Utredning", "Assessment"),
            ("Behandling", "Treatment"),
            ("Omvårdnad", "Care"),
            ("Stödboende", "Supported housing"),
        ],
        lines: &[line("Dygnspris", "Price per day", "day", 3_650, 620_000)],
        criteria: &[
            ("Personaltäthet", "Staff ratio"),
            ("Utbildningsnivå", "Level of education"),
            ("Erfarenhet av målgruppen", "Experience with the target group"),
            ("Handledning", "Supervision"),
            ("Barns delaktighet", "Participation of children"),
            ("Skolgång och fritid", "School and leisure"),
        ],
        units: true,
    },
    Subject {
        title: ("Lokalvård", "Cleaning"),
        cpv: &["90910000-9", "90911200-8"],
        lots: &[
            ("Skolor och förskolor", "Schools and preschools"),
            ("Vård- och omsorgsboenden", "Care homes"),
            ("Förvaltningslokaler", "Offices"),
            ("Idrottshallar", "Sports halls"),
        ],
        lines: &[
            line("Regelbunden städning", "Regular cleaning", "square_metre", 48_000, 1_850),
            line("Storstädning", "Deep cleaning", "square_metre", 12_000, 4_200),
            line("Timpris för tilläggsarbete", "Extra work", "hour", 1_500, 36_500),
        ],
        criteria: &[
            ("Egenkontroll", "Self-inspection"),
            ("Andel miljömärkta produkter", "Share of eco-labelled products"),
            ("Bemanning vid frånvaro", "Cover for absence"),
            ("Andel tillsvidareanställda", "Share of permanent staff"),
            ("Introduktion av ny personal", "Introduction of new staff"),
            ("Rutt- och metodplanering", "Planning of routes and methods"),
        ],
        units: false,
    },
    Subject {
        title: ("Särskilda persontransporter", "Special passenger transport"),
        cpv: &["60130000-8", "60120000-5"],
        lots: &[
            ("Färdtjänst", "Mobility service"),
            ("Skolskjuts", "School transport"),
            ("Sjukresor", "Patient transport"),
            ("Rullstolsfordon", "Wheelchair vehicles"),
        ],
        lines: &[
            line("Grundavgift", "Basic charge", "journey", 26_000, 6_500),
            line("Kilometerpris", "Price per kilometre", "kilometre", 310_000, 1_750),
            line("Väntetid", "Waiting", "hour", 2_200, 42_000),
        ],
        criteria: &[
            ("Förarnas utbildning", "Training of drivers"),
            ("Andel fossilfria fordon", "Share of fossil-free vehicles"),
            ("Punktlighet", "Punctuality"),
            ("Andel fordon med alkolås", "Share of vehicles with alcolocks"),
            ("Bemötande och synpunktshantering", "Treatment of passengers and complaints"),
            ("Trafikledning", "Dispatch"),
        ],
        units: false,
    },
    Subject {
        title: ("Livsmedel", "Food"),
        cpv: &["15000000-8", "15100000-9", "15300000-1"],
        lots: &[
            ("Kött och chark", "Meat"),
            ("Frukt och grönt", "Fruit and vegetables"),
            ("Mejeri", "Dairy"),
            ("Bröd", "Bread"),
            ("Fisk och skaldjur", "Fish and seafood"),
        ],
        lines: &[
            line("Varukorg A", "Basket A", "basket", 5_200, 128_000),
            line("Varukorg B", "Basket B", "basket", 2_600, 214_000),
        ],
        criteria: &[
            ("Djurskydd", "Animal welfare"),
            ("Andel ekologiska varor", "Share of organic goods"),
            ("Leveranssäkerhet", "Security of supply"),
            ("Andel varor i säsong", "Share of goods in season"),
            ("Spårbarhet", "Traceability"),
            ("Beställningssystem", "Ordering system"),
        ],
        units: false,
    },
    Subject {
        title: ("It-konsulter", "IT consultants"),
        cpv: &["72000000-5", "72200000-7"],
        lots: &[
            ("Systemutveckling", "Software development"),
            ("Informationssäkerhet", "Information security"),
            ("Förvaltning och drift", "Operations"),
            ("Tillgänglighet och användbarhet", "Accessibility and usability"),
        ],
        lines: &[
            line("Nivå 3, timpris", "Level 3, per hour", "hour", 6_000, 98_000),
            line("Nivå 4, timpris", "Level 4, per hour", "hour", 3_000, 124_000),
        ],
        criteria: &[
            ("Genomförandebeskrivning", "Description of delivery"),
            ("Konsulternas erfarenhet", "Experience of the consultants"),
            ("Kunskapsöverföring", "Transfer of knowledge"),
            ("Andel certifierade konsulter", "Share of certified consultants"),
            ("Intervju", "Interview"),
            ("Kvalitetssäkring", "Quality assurance"),
        ],
        units: false,
    },
    Subject {
        title: ("Markentreprenader", "Groundworks"),
        cpv: &["45112500-0", "45233141-9"],
        lots: &[
            ("Gator och vägar", "Streets and roads"),
            ("Vatten och avlopp", "Water and sewerage"),
            ("Park och lekplatser", "Parks and playgrounds"),
            ("Vinterväghållning", "Winter maintenance"),
        ],
        lines: &[
            line("Yrkesarbetare", "Skilled worker", "hour", 9_000, 46_500),
            line("Grävmaskin med förare", "Excavator with driver", "hour", 4_500, 98_000),
            line("Lastbil med förare", "Lorry with driver", "hour", 3_800, 87_500),
            line("Jord- och bergmassor", "Soil and rock", "tonne", 22_000, 14_500),
        ],
        criteria: &[
            ("Arbetsmiljöplan", "Health and safety plan"),
            ("Andel fossilfritt drivmedel", "Share of fossil-free fuel"),
            ("Platschefens erfarenhet", "Experience of the site manager"),
            ("Andel återvunna massor", "Share of recycled materials"),
            ("Samverkan", "Cooperation"),
            ("Tidplan", "Schedule"),
        ],
        units: false,
    },
];

/// Requirements that every lot has.
pub(crate) const REQUIREMENTS: &[Both] = &[
    (
        "Ingen uteslutningsgrund föreligger; skatter och avgifter är betalda",
        "No ground for exclusion; taxes and contributions are paid",
    ),
    ("Ledningssystem för kvalitet och miljö", "Management system for quality and environment"),
    ("Samtliga rader i prislistan är prissatta", "Every line of the price list is priced"),
    ("Elektronisk faktura enligt Peppol BIS Billing 3", "Electronic invoice"),
];

/// What reaching a level means, from the lowest.
pub(crate) const LEVELS: &[Both] = &[
    ("Endast ska-krav uppfylls", "Mandatory requirements only"),
    ("Beskrivningen är allmän och ger litet mervärde", "General description, little added value"),
    ("Beskrivningen är konkret och ger visst mervärde", "Concrete description, some added value"),
    ("Beskrivningen är konkret, genomarbetad och uppföljd", "Concrete, thorough and followed up"),
    ("Beskrivningen är dessutom belagd med resultat", "Besides supported by results"),
];

/// Sentences that definitions and reasons are made of.
pub(crate) const SENTENCES: &[Both] = &[
    (
        "Det som bedöms är vad anbudet säger om hur arbetet utförs hos beställarens egna verksamheter, inte vad anbudsgivaren är i allmänhet.",
        "What is assessed is what the bid says of how the work is done, not what the bidder is in general.",
    ),
    (
        "Beskrivningen ska vara så konkret att den kan följas upp under avtalstiden och läggas till grund för vite.",
        "The description must be concrete enough to be followed up during the contract.",
    ),
    (
        "Påståenden utan belägg i form av rutiner, mallar eller mätningar ger inte högre nivå än den lägsta.",
        "Claims without evidence do not reach more than the lowest level.",
    ),
    (
        "Bedömningsgruppen består av tre personer som var för sig läser anbuden utan att känna till priserna.",
        "Three people read the bids separately without knowing the prices.",
    ),
    (
        "Gruppen enas därefter om en nivå och skriver en motivering som säger vad som talade för och emot.",
        "They then agree on a level and write down what spoke for and against.",
    ),
    (
        "Ett upplägg som är lika bra på ett annat sätt än det som beställaren väntade sig ska få samma nivå.",
        "An approach that is as good in another way gets the same level.",
    ),
    (
        "Särskild vikt läggs vid hur frånvaro, störningar och förändrade behov hanteras i vardagen.",
        "Particular weight is given to how absence, disturbance and change are handled.",
    ),
    (
        "Hänvisningar till bilagor som inte har lämnats in beaktas inte.",
        "References to annexes that were not handed in are not considered.",
    ),
];
