/**
 * Canonical language tag: `de-DE` for `de_de`, `DE-de` and `de_DE.UTF-8`. `undefined` if the text names no language.
 */
export const readLocale = (text: string): string | undefined => {
  const said = text
    .trim()
    .replace(/[.@].*$/, '')
    .replaceAll('_', '-');
  if (!/^[a-z]{2,3}(-|$)/i.test(said)) return undefined;
  try {
    const { language, baseName } = new Intl.Locale(said);
    return names('en')(language) === undefined ? undefined : baseName;
  } catch {
    return undefined;
  }
};

/** The tag of a language given by name: `de` for `German` and `Deutsch`. */
export const localeNamed = (word: string): string | undefined => {
  const said = word.trim().toLowerCase();
  return common.find(tag => [names('en')(tag), names(tag)(tag)].some(name => name?.toLowerCase() === said));
};

const common = 'en de fr es it nl pt pl sv da nb fi cs sk hu ro bg el tr ru uk ar he hi ja ko zh id vi th'.split(' ');

const names =
  (inLocale: string) =>
  (tag: string): string | undefined =>
    new Intl.DisplayNames([inLocale], { type: 'language', fallback: 'none' }).of(tag);
