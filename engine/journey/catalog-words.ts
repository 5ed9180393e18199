import type { CatalogData } from '../definition/catalog.ts';
import type { PlaybookSpec } from './catalog-spec.ts';
import type { journeyUnder } from './journey.ts';
import type { Datum } from './values.ts';

/** Inputs of a catalog's words. */
export interface CatalogWords {
  data: CatalogData;
  /** A journey under the policy of the catalog. */
  journey: ReturnType<typeof journeyUnder>;
  /** By id: what the step of a task keeps. */
  playbooks: Readonly<Record<string, PlaybookSpec>>;
  /** Options of a touch, with the values that the catalog provides for its template. @throws AuthoringError when it has no such template. */
  touch<Options extends { data?: Readonly<Record<string, Datum>> }>(
    channel: 'email' | 'prompt',
    template: string,
    options: Options,
  ): Options;
}
