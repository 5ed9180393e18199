import type { CatalogData } from '../../../definition/catalog.ts';
import { type MailFiller, printed } from '../carried-mail.ts';
import type { MauticEmail } from './exported.ts';

/** Converts Mautic's tokens: catalog values, else the default, else nothing. The layout has the opt-out links. */
export const mauticFiller = (
  { dynamicContent, dynamic_content }: Pick<MauticEmail, 'dynamicContent' | 'dynamic_content'>,
  catalog: CatalogData,
): MailFiller => {
  const lacking = new Set<string>();
  const parts = new Map(
    [...(dynamicContent ?? dynamic_content ?? [])].map(each => [each.tokenName, each.content ?? '']),
  );
  const text = (said: string): string =>
    said
      .replaceAll(/<a href="\{(unsubscribe|webview|resubscribe)_url\}">[\s\S]*?<\/a>/g, '')
      .replaceAll(/\{(unsubscribe|webview|resubscribe)_(text|url)\}|\{tracking_pixel\}|\{signature\}/g, '')
      .replaceAll(/\{dynamiccontent="([^"]*)"\}/g, (token, name: string) => {
        lacking.add(token);
        return parts.get(name)?.replaceAll(/<[^>]*>/g, '') ?? '';
      })
      .replaceAll(
        /\{(\w+)=([\w.-]+)(?:\|([^}]*))?\}/g,
        (token, source: string, name: string, said: string | undefined) => {
          const standIn = said === undefined || said === 'true' || said === 'date' ? undefined : said;
          const known = source === 'contactfield' ? printed(name, standIn, catalog) : undefined;
          if (known) return known;
          lacking.add(token);
          return standIn ?? '';
        },
      );
  return { text, lacking };
};
