import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import type { TemplateInfo } from '../engine/definition/template.ts';
import { contentHash } from '../engine/journey/content-hash.ts';
import { day, email, journeyOf, policy } from '../test/journey/plain-journey.ts';
import type { IsOpen } from './compare.ts';
import type { Ending, Line } from './ending.ts';

const twins = ['offer-a', 'offer-b'] as const;

export const offerTemplate: TemplateInfo = {
  id: 'offer',
  channel: 'email',
  class: 'marketing',
  topic: 'onboarding',
  locales: ['en'],
  variables: [],
  hash: '',
};

/**
 * Two journeys that differ only in their name, with mails due in the same second under a cap that allows one. Which
 * mail goes first is not promised, but exactly one must, and the other must follow later.
 */
export const contest: readonly JourneyDefinition[] = twins.map(id => {
  const { hash: _, ...content } = journeyOf([email(id, { template: offerTemplate.id, at: day(1) })], {
    id,
    title: id,
    policy: {
      ...policy,
      frequencyCaps: [{ classes: ['marketing'], atMost: 1, withinDays: 2, onCapped: 'hold' }],
    },
  });
  return { ...content, hash: contentHash(content) };
});

/**
 * An ending without the information which of the two was held, or whether both were: if the process of the first mail
 * dies, that mail may release its claim on the cap, and claim it again after the other was held.
 */
export const withoutHolders = (ending: Ending): Ending => ({
  ...ending,
  lines: ending.lines.map(line =>
    line.outcome === 'held' && line.reason === 'capped'
      ? (JSON.parse(JSON.stringify(line).replaceAll(/offer-[ab]/g, 'offer')) as Line)
      : line,
  ),
});

/** An ending and its open hand-overs with the two journeys swapped. */
export const traded = ({ state, ...ending }: Ending, isOpen: IsOpen): { ending: Ending; isOpen: IsOpen } => {
  const { enrollments, ...others } = JSON.parse(exchange(JSON.stringify(state))) as { enrollments: unknown[] };
  return {
    ending: {
      ...(JSON.parse(exchange(JSON.stringify(ending))) as typeof ending),
      state: { ...others, enrollments: enrollments.sort() },
    },
    isOpen: (step, to) => isOpen(exchange(step), to),
  };
};

const exchange = (text: string): string =>
  text.replaceAll(/offer-[ab]/g, name => twins.find(each => each !== name) ?? name);
