import * as z from 'zod';
import type { Enrollment } from '../account/enrollment.ts';
import type { EntryRefusal } from '../account/entry-refusal.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import { keptWhy } from '../account/kept-why.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { asTitle } from '../kernel/as-title.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { type AskedEntry, askedEntries, type EntriesAsked } from '../why/asked-entries.ts';
import { failing } from '../why/gate-report.ts';
import { gateShown, whyGate } from './why-gate.ts';

const miss = z.object({
  /** Time of the event that could have let it in, or of its refusal; the time of the request if there was none. */
  at: z.iso.datetime(),
  /** The event in words; absent for time-based triggers. */
  event: z.string().exactOptional(),
  /** No such event happened in the period: the gates are those that an event would meet now. */
  isSupposed: z.boolean(),
  /** How many rules keep it out. */
  failing: z.int(),
  /** How often the same rules kept it out. */
  times: z.int(),
  /** In order of evaluation; in the list of all journeys, only those that keep it out. */
  gates: z.array(whyGate),
});

export const journeyWhy = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['in', 'was', 'refused', 'never']),
  since: z.iso.datetime().exactOptional(),
  /** The event that enrolled it. */
  by: z.string().exactOptional(),
  until: z.iso.datetime().exactOptional(),
  ended: z.string().exactOptional(),
  waitsFor: z.string().exactOptional(),
  /** Events that nearly let it in, or in again, the nearest first. */
  misses: z.array(miss),
  /** When time alone may let it in next. */
  next: z.iso.datetime().exactOptional(),
});

type JourneyWhy = z.input<typeof journeyWhy>;

interface Asked extends EntriesAsked {
  refusal: EntryRefusal | undefined;
  /** Include all rules and all misses, not only the nearest. */
  isWhole: boolean;
}

const mostMisses = 6;

export const whyOf = (definition: JourneyDefinition, asked: Asked): JourneyWhy => {
  const { id, title, enroll } = definition;
  const { snapshot, now, refusal, isWhole } = asked;
  const [kept] = keptWhy([id], snapshot.enrollments as Enrollment[], refusal ? [refusal] : []);
  const { state = 'never', enrollment } = kept ?? {};
  const next = triggerTurnOf(enroll).due?.(enroll, { journey: id, snapshot, now });
  const misses = askedEntries(definition, asked).slice(0, isWhole ? mostMisses : 1);
  return {
    ...{ id, name: title, state },
    ...(enrollment && {
      since: enrollment.from,
      by: eventWords(enrollment.by),
      ...(enrollment.to !== undefined && { until: enrollment.to }),
      ...(enrollment.ended !== undefined && { ended: eventWords(enrollment.ended) }),
      ...(enrollment.waitsFor !== undefined && { waitsFor: asTitle(enrollment.waitsFor) }),
    }),
    misses: misses.map(each => missShown(each, isWhole)),
    ...(next !== undefined && next > now && { next }),
  };
};

const missShown = (
  { at, event, isSupposed = false, gates, times }: AskedEntry,
  isWhole: boolean,
): z.input<typeof miss> => ({
  ...{ at, isSupposed, times, failing: failing(gates).length },
  ...(event !== evaluateEvent && { event: eventWords(event) }),
  gates: (isWhole ? gates : failing(gates)).map(gateShown),
});

/** Active journeys first, then by the number of rules that keep it out. */
export const inOrderOfWhy = (a: JourneyWhy, b: JourneyWhy): number =>
  Number(b.state === 'in') - Number(a.state === 'in') ||
  (a.misses[0]?.failing ?? none) - (b.misses[0]?.failing ?? none) ||
  (a.name < b.name ? -1 : 1);

const none = 99;

const eventWords = (name: string): string => asTitle(name.replaceAll('.', ' '));
