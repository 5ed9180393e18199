import type { Audience } from '../../definition/audience.ts';
import type { Value } from '../../definition/condition.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { PromptStep } from './step.ts';

export interface PromptOptions {
  /** Step id, when it should not be the template's. */
  id?: string;
  to: Audience;
  data?: Readonly<Record<string, Datum>>;
  /** Excluded from the audience: `soleFeature(days(30)).user()`. */
  except?: Value;
  /** How long it stays; without it, until the enrollment ends. */
  expires?: Duration;
}

export const prompt = (template: string, { id = template, to, data, except, expires }: PromptOptions): PromptStep => {
  if (expires) checkedDuration(`prompt "${id}"`, expires);
  return plainData({ kind: 'prompt', id, template, to, data: valuesOf(data), except, expires }, `prompt "${id}"`);
};

export const promptIn =
  ({ touch }: CatalogWords) =>
  (template: string, options: PromptOptions): PromptStep =>
    prompt(template, touch('prompt', template, options));
