import type { DomainEvent } from '../account/event.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant } from '../kernel/instant.ts';
import { type NotEnrolled, triggeredBy } from '../routing/enroll-decision.ts';
import { keyOfEnrollment } from '../routing/reenroll.ts';
import type { EntryDecided } from '../routing/route-event.ts';
import { triggerWhyOf } from '../triggers/why-of.ts';
import { describeEntryGates } from './entry-words.ts';
import { failing, type GateReport } from './gate-report.ts';

/** An event that a journey's trigger looked at, and its outcome. */
export interface EntryAttempt {
  /** When it was decided. */
  at: Instant;
  /** The event's name; `daymark.evaluate` where time asked. */
  event: string;
  outcome: 'entered' | 'refused' | 'not-triggered';
  /** Why it was refused: the first gate that it did not pass. */
  reason?: NotEnrolled;
  /** The enrollment that it began. */
  enrollment?: string;
  /** The journey whose step enrolled it, where one did. */
  journey?: string;
  gates: readonly GateReport[];
}

/** The decisions of a journey on one event, or how near the event came to its trigger. */
export const entryAttempts = (journey: JourneyDefinition, decided: EntryDecided): EntryAttempt[] => {
  const { input, entries } = decided;
  const looks = triggerWhyOf(journey.enroll).looks(journey.enroll, { ...decided, journey: journey.id });
  const entry = entries.find(each => each.journey.id === journey.id);
  const gatesAfter = (fact: DomainEvent, gates: readonly GateReport[]) => [
    ...gates,
    ...gatesOfEntry(journey, fact, input),
  ];
  if (entry === undefined)
    return looks
      .filter(({ gates }) => failing(gates).length > 0)
      .map(({ fact, gates }) => ({
        at: input.now,
        event: fact.name,
        outcome: 'not-triggered',
        gates: gatesAfter(fact, gates),
      }));
  const { fact, decision } = entry;
  const isByHand = fact.name === 'daymark.enroll';
  const look = looks.find(each => each.fact.id === fact.id);
  const gates = gatesAfter(fact, isByHand || !look ? [byHandGate] : look.gates);
  const told = { at: input.now, event: fact.name };
  const asking = isByHand
    ? input.snapshot.enrollments.find(({ id }) => fact.id.startsWith(`daymark:${id}.`))
    : undefined;
  if ('enroll' in decision) {
    const began = { enrollment: decision.enroll.id, ...(asking && { journey: asking.journey }) };
    return [{ ...told, outcome: 'entered', ...began, gates }];
  }
  const full = decision.not === 'full' ? [fullGate] : [];
  return [{ ...told, outcome: 'refused', reason: decision.not, gates: [...gates, ...full] }];
};

/** The gates behind the trigger, as if it took the event. */
export const gatesOfEntry = (
  journey: JourneyDefinition,
  fact: DomainEvent,
  input: EntryDecided['input'],
): GateReport[] => describeEntryGates({ ...input, journey, event: fact, trigger: triggerOf(journey, fact, input) });

/** The trigger's answer to the event; where it does not listen to the event, as if it did. */
const triggerOf = (journey: JourneyDefinition, fact: DomainEvent, input: EntryDecided['input']) => {
  const trigger = triggeredBy(journey, fact, input);
  if (trigger && 'key' in trigger) return trigger;
  return { key: keyOfEnrollment(journey.reenroll, fact), event: fact.name, fields: fact.fields };
};

const byHandGate: GateReport = {
  gate: 'trigger',
  passed: true,
  needed: 'another journey or an operator enrolls it',
  was: 'one did',
};

const fullGate: GateReport = {
  gate: 'full',
  passed: false,
  needed: 'there is room: so many accounts may enter in an hour',
  was: 'full',
};
