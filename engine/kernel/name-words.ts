/** Titles before a name, in lower case without dots. Only words that are not given names themselves. */
export const titles: ReadonlySet<string> = new Set(
  [
    // English
    'mr mrs ms miss mx dr prof professor doctor sir madam lord lady dame master rev reverend fr sr capt captain lt sgt maj cpt',
    // German
    'herr herrn frau fräulein dipl dipl-ing dr-ing priv-doz univ-prof dkfm freiherr',
    // French
    'mm mme mmes mlle monsieur madame mademoiselle maître docteur pr professeur',
    // Spanish
    'sra srta señor señora señorita doña dña dra profa lcda lcdo arq',
    // Italian
    'sigra signor signore signora signorina dott dottssa dottore dottoressa profssa avv geom',
    // Portuguese
    'senhor senhora engo enga exmo exma',
    // Dutch
    'dhr mevr mevrouw mw drs mr ir heer',
    // Nordic
    'hr fru frk fröken frøken herra rouva neiti',
    // Polish, Czech, Slovak, Hungarian
    'pani inż mgr paní bc mudr judr phdr rndr mvdr',
    // Turkish
    'sayın bayan doç',
    // Russian, Ukrainian, Greek
    'г-н г-жа господин госпожа д-р проф пан пані κ κα κος κυρία κύριος δρ',
    // Hebrew, Arabic
    'ד"ר ד״ר פרופ מר גב גברת د أ السيد السيدة الدكتور الدكتورة الأستاذ الأستاذة الأخ الأخت',
    // Indian English, Malay, Thai
    'shri shrimati smt km sheikh sheikha datuk dato encik puan นาย นาง นางสาว ดร',
  ].flatMap(words => words.split(' ')),
);

/** As `titles`, but only with their dot: without it they are also names. */
export const dottedTitles: ReadonlySet<string> = new Set(
  'm st hon gen col pres mag ing lic adv eng sig rag av uzm sn kr hab'.split(' '),
);

/** Suffixes of a name: degrees, generations, pronouns. In lower case without dots. */
export const suffixes: ReadonlySet<string> = new Set(
  'jr sr ii iii iv phd md mba msc bsc ba ma bs ms llm llb jd dds dvm cpa cfa pe pmp esq rn cissp mphil edd dphil ret jnr snr'.split(
    ' ',
  ),
);

/** Words that, in lower case, begin a family name. */
export const particles: ReadonlySet<string> = new Set(
  'de del della di da das do dos du des la las le les los van von vom zu zum zur der den ter ten te op af av al el ad ibn bin bint ben y e'.split(
    ' ',
  ),
);

/** Vietnamese family names, none of them a given name elsewhere. In lower case, with and without accents. */
export const vietnameseFamilyNames: ReadonlySet<string> = new Set(
  'nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý nguyen tran pham huynh hoang'.split(' '),
);

/** First words of mailbox, office and user names, and of salutations, which are not names of people. */
export const roleWords: ReadonlySet<string> = new Set(
  [
    'admin admins administrator account accounts accounting accountspayable billing finance invoices invoice payables purchasing procurement',
    'info contact hello office mail email team support help helpdesk marketing operations security legal service services',
    'ceo cfo coo cto cio cmo chief head director manager president controller treasurer bookkeeper reception human resources',
    'test owner user users customer client tester demo system webmaster postmaster noreply no-reply donotreply',
    'unknown none null undefined nan anonymous anon unnamed firstname lastname visitor no',
    'vp svp evp sales dear hi hello hallo liebe lieber the',
    // German
    'buchhaltung verwaltung einkauf vertrieb rechnung rechnungen rechnungswesen rechnungsstelle finanzen finanzabteilung',
    'personal personalabteilung geschäftsführung geschäftsleitung sekretariat zentrale empfang kundenservice',
    // French
    'comptabilité compta facturation facturations achats direction secrétariat accueil',
    // Spanish, Portuguese
    'facturación contabilidad compras administración tesorería recepción faturamento contabilidade financeiro',
    // Italian, Dutch
    'fatturazione contabilità amministrazione acquisti segreteria boekhouding facturatie inkoop administratie',
  ].flatMap(words => words.split(' ')),
);

/** Last words of department and company names. */
export const groupWords: ReadonlySet<string> = new Set(
  'team department dept office officer manager director resources group company payable payables billing finance marketing operations ops purchasing procurement reply inc llc gmbh ltd limited corp corporation plc bv nv sarl sas srl spa pty kft ag oy support helpdesk accounting'.split(
    ' ',
  ),
);

/** Placeholders that are not a name on their own. */
export const placeholders: ReadonlySet<string> = new Set([
  ...'it hr ap ops na n/a tbd test guest root sales name'.split(' '),
  ...['no name', 'first last', 'first name', 'last name', 'full name', 'your name', 'firstname lastname'],
]);

/** Honorifics after a name in East Asia. */
export const honorifics = ['様', 'さま', 'さん', '殿', '先生', '女士', '小姐', '님', '씨'] as const;
