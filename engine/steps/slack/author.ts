import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named } from '../../journey/step-ids.ts';
import type { SlackStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    slack<Id extends string>(id: Id & Literal<Id>, options: SlackOptions): Named<SlackStep, Id>;
  }
}

export interface SlackOptions {
  /** Name of the channel's address in the environment's secrets, never the address. */
  channel: string;
  text: string;
}

export const slack = (id: string, { channel, text }: SlackOptions): SlackStep =>
  plainData({ kind: 'slack', id, channel, text }, `slack "${id}"`);
