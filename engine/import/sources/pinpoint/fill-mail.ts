import type { CatalogData } from '../../../definition/catalog.ts';
import { type MailFiller, printed } from '../carried-mail.ts';

/** Converts Pinpoint's Handlebars: values of the catalog, else the default, else nothing. */
export const pinpointFiller = (substitutions: string | undefined, catalog: CatalogData): MailFiller => {
  const lacking = new Set<string>();
  const defaults = defaultsIn(substitutions ?? '{}');
  const text = (said: string): string =>
    said
      .replaceAll(/\{\{\s*[#/!>][^}]*\}\}/g, block => {
        if (/^\{\{\s*[#>]/.test(block)) lacking.add(`{{${block.replaceAll(/[{}]/g, '').trim()}}}`);
        return '';
      })
      .replaceAll(/\{\{\{?\s*([\w.[\]-]+)\s*\}\}\}?/g, (_, path: string) => {
        const name = path.split('.').at(-1)?.replaceAll(/[[\]]/g, '') ?? path;
        const standIn = defaults.get(path) ?? defaults.get(name);
        const known = printed(name, standIn, catalog);
        if (known) return known;
        lacking.add(`{{${path}}}`);
        return standIn ?? '';
      });
  return { text, lacking };
};

const defaultsIn = (json: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, each] of Object.entries(value)) walk(each, path === '' ? key : `${path}.${key}`);
    else if (value !== null && value !== undefined) found.set(path, String(value));
  };
  try {
    walk(JSON.parse(json), '');
  } catch {
    // An unreadable stand-in is left out.
  }
  return found;
};
