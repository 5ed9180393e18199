import { localDate } from '../definition/calendar.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import type { RevenueRules } from '../definition/revenue-rules.ts';
import type { Csm, Team } from '../definition/team.ts';
import { greetingName } from '../kernel/greeting-name.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import { digestDue } from '../tasks/service-level.ts';
import { defused } from '../templates/neutralize.ts';
import type { AccountFacts } from './account-facts.ts';
import type { AccountMovement } from './account-movements.ts';
import { type Month, monthOf, plusMonths } from './month.ts';
import { movementKinds } from './movement.ts';
import { decimal, figureWords, inputsText, intervalText, minorText, valueText } from './report-words.ts';
import { revenueFigures } from './revenue-figures.ts';
import { revenueMonth } from './revenue-month.ts';

/** Template of the mail; without it, no report is sent. */
export const leadReportTemplate = 'lead-report';

/** CSMs whom another CSM names as lead. */
export const leadsOf = (team: Team): Csm[] => team.filter(({ id }) => team.some(({ lead }) => lead === id));

/** From 08:00 lead's time on the first Monday of a month: that day, and the month to report; otherwise `undefined`. */
export const leadReportDue = (
  at: Instant,
  calendar: Pick<BusinessCalendar, 'timezone'>,
): { monday: CalendarDate; month: Month } | undefined => {
  const monday = digestDue(at, calendar);
  if (monday === undefined || Number(localDate(at, calendar.timezone).slice(8)) > 7) return undefined;
  return { monday, month: plusMonths(monthOf(monday), -1) };
};

/** How many of the largest movements the mail lists. */
export const mostInMail = 8;

/** Template variables for a month; `undefined` if no account had revenue at either end. */
export const leadReportVariables = (
  accounts: readonly AccountFacts[],
  month: Month,
  rules: RevenueRules,
  { largest, nameOf }: { largest: readonly AccountMovement[]; nameOf: (account: string) => string },
) => {
  const of = revenueMonth(
    accounts.map(({ revenue }) => revenue),
    month,
    rules,
  );
  const { amounts, accounts: counts, currency } = of;
  if (amounts.start + amounts.end === 0 && Object.keys(of.apart).length === 0) return undefined;
  return {
    month: monthName(month),
    start: minorText(amounts.start, currency),
    end: minorText(amounts.end, currency),
    change: amounts.start === 0 ? null : `${decimal((100 * (amounts.end - amounts.start)) / amounts.start)} %`,
    moved: movementKinds
      .filter(kind => counts[kind] > 0)
      .map(kind => ({ kind, amount: minorText(amounts[kind], currency), accounts: counts[kind] })),
    figures: revenueFigures(accounts, month, of, rules).map(figure => ({
      title: figureWords[figure.id].title,
      value: valueText(figure, currency),
      interval: intervalText(figure),
      inputs: inputsText(figure, currency),
    })),
    // Companies choose their names, so a name must not become a link in our mail.
    largest: largest.slice(0, mostInMail).map(({ account, movement, start, end, currency: own }) => ({
      account: defused(nameOf(account)),
      movement,
      from: minorText(start, own),
      to: minorText(end, own),
    })),
    apart: Object.entries(of.apart).map(([own, { amounts: moved }]) => ({
      currency: own.toUpperCase(),
      end: minorText(moved.end, own),
    })),
    unpriced: of.unpriced,
  };
};

/** The recipient's contact variables. */
export const leadContact = ({ id, email, name }: Csm) => {
  const firstName = greetingName(name ?? '');
  return { email, name: name ?? id, ...(firstName !== undefined && { firstName }) };
};

const monthName = (month: Month): string =>
  new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month}-01`),
  );
