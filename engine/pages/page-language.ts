/** Languages of the pages. A business's catalog may have more. */
export const pageLanguages = ['en', 'de'] as const;
export type PageLanguage = (typeof pageLanguages)[number];

/** The page's words in every language. */
export type Words<Text> = Readonly<Record<PageLanguage, Text>>;

/** The first of the reader's languages that the pages speak, else English. */
export const pageLanguage = (locales: readonly string[]): PageLanguage => {
  const languages = locales.map(locale => locale.toLowerCase().split(/[-_]/)[0]);
  const [first] = languages.flatMap(language => pageLanguages.filter(each => each === language));
  return first ?? 'en';
};

/** Languages of a browser, as it ranks them. */
export const acceptedLanguages = (header: string | undefined): string[] =>
  (header ?? '').split(',').map(each => each.replace(/;.*$/s, '').trim());
