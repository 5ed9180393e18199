import type { Value } from '../definition/condition.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';

/**
 * A text for the `data` of a touch in the languages of its template: `localized({ en: 'your team', de: 'Ihr Team' })`. Readers
 * of a language that is missing get English.
 * @throws AuthoringError without English, or for a text that is empty
 */
export const localized = (texts: Readonly<Record<string, string>> & { readonly en: string }): Value => {
  if (typeof texts.en !== 'string')
    throw new AuthoringError(
      'localized: there is no English text. Write localized({ en: ... }), which all other readers get.',
    );
  for (const [locale, text] of Object.entries(texts)) {
    if (typeof text !== 'string' || text.trim() === '')
      throw new AuthoringError(`localized: the text in "${locale}" is empty. Write it, or leave the language out.`);
  }
  return plainData({ kind: 'localized', texts });
};
