import type { Attributes } from '../account/account.ts';

/** Locales to try, best first: the contact's, the account's, each followed by its language alone, then English. */
export const templateLocales = (...whose: readonly (Attributes | undefined)[]): string[] => {
  const named = whose.flatMap(attributes => {
    const locale = attributes?.locale?.value;
    return typeof locale === 'string' && locale !== '' ? [locale] : [];
  });
  return [...new Set([...named.flatMap(locale => [locale, locale.split(/[-_]/)[0] ?? locale]), 'en'])];
};
