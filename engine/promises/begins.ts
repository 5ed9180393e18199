import { countsBack, isNumberedDay } from '../definition/anchor.ts';
import { enrollingDate, enrollingEvent } from '../definition/enrolled-by.ts';
import { isMadeByEvaluation } from '../definition/own-events.ts';
import { alternativesOf } from '../journey/alternatives-of.ts';
import type { Moment, Move } from './moment.ts';
import { momentsAt, type Walk } from './walk.ts';

/** The possible beginnings of an enrollment: by which event, how late, and how long before its dates. */
export const begins = (walk: Walk, start: string): Required<Move>[] => {
  const { enroll } = walk.definition;
  const event = enrollingEvent(enroll);
  const by = event ? alternativesOf(event) : [undefined];
  return by.flatMap(event =>
    latenesses(walk).flatMap(lateBy =>
      datesOf(walk).flatMap((dates, index) => {
        const moment: Moment = {
          state: start,
          day: 0,
          due: 0,
          held: 0,
          lateBy,
          dates,
          isOdd: lateBy > 0 || index > 0,
          opened: [],
          facts: {},
          notes: {},
        };
        const happens = { is: 'began' as const, ...(event && { event }), lateBy, dates };
        return momentsAt(walk, start, moment).map(to => ({ happens, to }));
      }),
    ),
  );
};

/** Days by which external events may be late: each up to a month or past the last step, and a day past each step. */
const latenesses = ({ definition, detours, wakes }: Walk): number[] => {
  const event = enrollingEvent(definition.enroll);
  const isNeverLate = event === undefined || alternativesOf(event).every(({ event: name }) => isMadeByEvaluation(name));
  if (!detours.detours || isNeverLate) return [0];
  const days = wakes.filter(isNumberedDay).map(({ day }) => day);
  const last = Math.max(0, ...days) + 1;
  const month = Array.from({ length: Math.min(latestDays, last) }, (_, index) => index + 1);
  return [...new Set([0, ...month, ...days.map(day => day + 1)])].sort((a, b) => a - b);
};

const latestDays = 31;

/**
 * Dates as far away as the journey expects; and, as detours, on the day of each stage, a day after it, and missing.
 * Several dates vary independently.
 */
const datesOf = ({ definition, detours, wakes }: Walk): Moment['dates'][] => {
  const stages = wakes.filter(countsBack);
  const enrolling = enrollingDate(definition.enroll);
  return [...new Set(stages.map(({ attribute }) => attribute))].reduce<Moment['dates'][]>(
    (known, attribute) => {
      const days = stages.filter(each => each.attribute === attribute).map(each => each.days);
      const first = enrolling?.attribute === attribute ? enrolling.days : Math.max(...days) + 1;
      const others = detours.detours ? [...days, ...days.map(day => day - 1), undefined] : [];
      const choices = [...new Set([first, ...others.filter(day => day === undefined || (day >= 0 && day < first))])];
      return known.flatMap(dates => choices.map(day => ({ ...dates, [attribute]: day })));
    },
    [{}],
  );
};
