import { accountTimezone } from '../../account/profile.ts';
import { localDate } from '../../definition/calendar.ts';
import { inWords } from '../../journey/explain/words.ts';
import { counted } from '../../kernel/counted.ts';
import { formatDate } from '../../why/format-clock.ts';
import type { GateReport } from '../../why/gate-report.ts';
import type { TriggerWhy } from '../trigger-why.ts';
import { dateTriggerTurn, isDayDecided, triggerDay } from './turn.ts';

export const dateTriggerWhy: TriggerWhy<'date'> = {
  looks: (trigger, { journey, input }) => {
    const { event, snapshot, now } = input;
    if (!dateTriggerTurn.mayEnroll(trigger, event, [event.name])) return [];
    const { attribute, days } = trigger;
    const day = triggerDay(trigger, snapshot, now);
    const name = inWords(attribute);
    const word = snapshot.profile?.attributes[attribute];
    const gate = (passed: boolean, needed: string, was: string): GateReport => ({
      gate: 'trigger',
      passed,
      needed,
      was,
      ...(word && { since: word.at }),
    });
    if (day === undefined) return [{ fact: event, gates: [gate(false, `its ${name} is known`, 'unknown')] }];
    const today = formatDate(localDate(now, accountTimezone(snapshot.profile)));
    const opens =
      days === 0
        ? `its ${name} has come`
        : `its ${name} is at most ${counted(days, 'day')} away, from ${formatDate(day.day)} on`;
    return [
      {
        fact: event,
        gates: [
          gate(true, `its ${name} is known`, formatDate(day.date)),
          gate(day.is !== 'too-early', opens, `${today}, and the date is ${formatDate(day.date)}`),
          gate(
            day.is !== 'date-passed',
            `its ${name} has not passed`,
            `${today}, and the date was ${formatDate(day.date)}`,
          ),
          gate(
            !isDayDecided(journey, day.day, snapshot),
            `its day was not decided for before`,
            isDayDecided(journey, day.day, snapshot) ? `decided once for ${formatDate(day.day)}` : 'not decided yet',
          ),
        ],
      },
    ];
  },
  tellCause: ({ attribute }, cause) => (cause === attribute ? `its ${inWords(attribute)}` : undefined),
};
