import type { CatalogData } from '../../../definition/catalog.ts';
import { type MailFiller, printed } from '../carried-mail.ts';

const innermost =
  /(\{%-?\s*(?:if|unless|case)\b[^%]*%\})((?:(?!\{%-?\s*(?:if|unless|case)\b)[\s\S])*?)\{%-?\s*end(?:if|unless|case)\s*-?%\}/g;

/** Converts Customer.io's Liquid: catalog values, else the default, else nothing. The layout has the opt-out links. */
export const customerioFiller = (catalog: CatalogData): MailFiller => {
  const lacking = new Set<string>();
  /** Replaces each condition by its last branch, which is the default. */
  const withoutConditions = (said: string): string => {
    const next = said.replaceAll(innermost, (_, head: string, inner: string) => {
      lacking.add(head);
      return inner.split(/\{%-?\s*(?:else|elsif|when)\b[^%]*%\}/).at(-1) ?? '';
    });
    return next === said ? said : withoutConditions(next);
  };
  const text = (said: string): string =>
    withoutConditions(said)
      .replaceAll(/<a href="\{[{%]-?\s*(?:unsubscribe|manage_subscription|view_in_browser)[^"]*">[\s\S]*?<\/a>/g, '')
      .replaceAll(/\{%-?\s*(\w+)[^%]*%\}/g, (block, tag: string) => {
        if (/^(unsubscribe|manage_subscription|view_in_browser)/.test(tag)) return '';
        if (!/^(end|else|when|comment|assign)/.test(tag)) lacking.add(block);
        return '';
      })
      .replaceAll(/\{\{-?\s*([\w.[\]-]+)\s*([^}]*)\}\}/g, (token, path: string, filters: string) => {
        const [, standIn] = /\|\s*default:\s*["']([^"']*)["']/.exec(filters) ?? [];
        const [of, name = ''] = path.split('.');
        const known = of === 'customer' ? printed(name, standIn, catalog) : undefined;
        if (known) return known;
        lacking.add(token);
        return standIn ?? '';
      });
  return { text, lacking };
};
