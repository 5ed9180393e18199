import { dueDays, movesWith } from './due-days.ts';
import type { Moment, Move } from './moment.ts';
import { momentsAt, type Wait, type Walk } from './walk.ts';

/** A date that moves by this many days starts a new term, which ends the enrollment. */
const newTermDays = 180;

/** The possible moves of a wait: by an awaited event, by time, or by a date that moves. */
export const waitMoves = (walk: Walk, wait: Wait, moment: Moment): Move[] => [
  ...wait.edges.flatMap(({ to, edge, event }) =>
    momentsAt(walk, to, moment).map(next => ({
      happens: { is: 'waited' as const, step: wait.step, edge, event },
      to: next,
    })),
  ),
  ...(moment.day >= moment.due
    ? momentsAt(walk, wait.timeout.to, moment).map(next => ({
        happens: wait.timeout.edge
          ? { is: 'waited' as const, step: wait.step, edge: wait.timeout.edge }
          : { is: 'went' as const },
        to: next,
      }))
    : [{ happens: { is: 'day' as const }, to: { ...moment, day: moment.day + 1 } }]),
  ...movedDates(walk, wait, moment),
];

/** A date moves once: so much earlier that the wait is over, or as late as possible without starting a new term. */
const movedDates = ({ detours, definition }: Walk, { wake }: Wait, moment: Moment): Move[] => {
  const attribute = movesWith(wake);
  const date = attribute === undefined ? undefined : moment.dates[attribute];
  if (!detours.detours || moment.isOdd || attribute === undefined || date === undefined) return [];
  const soonest = date - (moment.due - moment.day);
  return [soonest, date + newTermDays - 1].flatMap(to => {
    if (to === date || date - to >= newTermDays) return [];
    const moved = { ...moment, dates: { ...moment.dates, [attribute]: to }, movedOn: moment.day, isOdd: true };
    return dueDays(wake, moved, definition.policy.businessCalendar).map(due => ({
      happens: { is: 'moved' as const, attribute, to },
      to: { ...moved, due: Math.max(due, moment.day) },
    }));
  });
};
