import type { Audience } from '../../definition/audience.ts';
import type { Value } from '../../definition/condition.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import type { CatalogNames, CatalogSpec, VariablesOf } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Named, OneId } from '../../journey/step-ids.ts';
import type { DataFor } from '../../journey/template-data.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { PromptStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** An in-app prompt; its step id is the template's unless `id` says otherwise. */
    prompt<Template extends CatalogNames<C>['prompt'], Id extends string = Template>(
      template: Template,
      options: {
        id?: Id & Literal<Id>;
        to: Audience;
        /** Excluded from the audience: `soleFeature(days(30)).user()`. */
        except?: Value;
        /** How long it stays; without it, until the enrollment ends. */
        expires?: Duration;
      } & DataFor<VariablesOf<C, Template>, Provided>,
    ): Named<PromptStep, OneId<Id>>;
  }
}

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
