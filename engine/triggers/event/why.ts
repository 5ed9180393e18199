import { accountTimezone } from '../../account/profile.ts';
import { passes } from '../../conditions/evaluate-condition.ts';
import { alternativesIn } from '../../definition/enrolled-by.ts';
import { describeEvents } from '../../journey/explain/describe-events.ts';
import { inWords } from '../../journey/explain/words.ts';
import { formatField } from '../../why/format-scalar.ts';
import { failing, type GateReport } from '../../why/gate-report.ts';
import type { TriggerWhy } from '../trigger-why.ts';
import type { FieldTest } from './trigger.ts';

/** Of several alternative events, explains the one that came nearest. */
export const eventTriggerWhy: TriggerWhy<'event'> = {
  looks: (trigger, { facts, input }) =>
    facts.flatMap(fact => {
      const timezone = accountTimezone(input.snapshot.profile);
      const [nearest] = alternativesIn(trigger)
        .filter(({ event }) => event === fact.name)
        .map(({ event, where }): GateReport[] => {
          const needed = (...where: readonly FieldTest[]) => describeEvents([{ kind: 'event', event, where }]);
          return [
            { gate: 'trigger', passed: true, needed: needed(), was: 'it happened' },
            ...where.map(test => ({
              gate: 'where',
              passed: passes(test, fact.fields),
              needed: needed(test),
              was: `${inWords(test.field)} ${formatField(fact.fields, test.field, timezone)}`,
            })),
          ];
        })
        .sort((a, b) => failing(a).length - failing(b).length);
      return nearest ? [{ fact, gates: nearest }] : [];
    }),
};
