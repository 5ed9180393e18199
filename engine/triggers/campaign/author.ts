import type { Condition } from '../../definition/condition.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Step } from '../../definition/step.ts';
import { mustBeWhole } from '../../journey/authoring-error.ts';
import type { CatalogSpec } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import type { JourneyOptions } from '../../journey/journey.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Literal, Unique } from '../../journey/step-ids.ts';
import type { CampaignTime, CampaignTrigger } from './trigger.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /**
     * A journey that accounts enter once, all at their time: the default export of its file.
     * `campaign('launch', { at: calendar('2026-12-10', '10:00'), to: segment.lowTouchTeam, steps: [...] })`
     */
    campaign<Id extends string, const Steps extends readonly Step[]>(
      id: Id & Literal<Id>,
      options: CampaignOptions & { steps: Steps & Unique<Steps> },
    ): JourneyDefinition;
  }
}

export interface CampaignOptions extends Omit<JourneyOptions, 'enroll' | 'audience' | 'reenroll'> {
  /** `calendar(date, time)` in each account's own time, or `instant(...)`. */
  at: CampaignTime;
  /** The accounts that enter it: judged at that moment, each once. */
  to: Condition;
  /** At most so many accounts enter in an hour; 1,000 unless said otherwise. */
  perHour?: number;
}

const ordinaryPerHour = 1_000;

export const campaignIn =
  ({ journey }: CatalogWords) =>
  (
    id: string,
    { at, to, perHour = ordinaryPerHour, ...options }: CampaignOptions & { steps: readonly Step[] },
  ): JourneyDefinition => {
    mustBeWhole(`campaign "${id}"`, 'perHour', perHour, 1);
    const enroll: CampaignTrigger = plainData({ kind: 'campaign', at, perHour }, `campaign "${id}"`);
    return journey(id, { ...options, enroll, audience: to, reenroll: 'never' });
  };
