/** Languages of the pages. Texts of a catalog may have more. */
export const pageLanguages = ['en', 'de'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** Texts in every language. */
export type Words<Text> = Readonly<Record<PageLanguage, Text>>;

/** The first of the reader's languages that the pages support, else English. */
export const pageLanguage = (locales: readonly string[]): PageLanguage => {
  const languages = locales.map(locale => locale.toLowerCase().split(/[-_]/)[0]);
  const [first] = languages.flatMap(language => pageLanguages.filter(each => each === language));
  return first ?? 'en';
};

/** Languages of a browser, in order of preference. */
export const acceptedLanguages = (header: string | undefined): string[] =>
  (header ?? '').split(',').map(each => each.replace(/;.*$/s, '').trim());
