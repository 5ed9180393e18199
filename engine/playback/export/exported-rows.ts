import type { HealthRecord } from '../../account/health-state.ts';
import type { PublicLine } from '../../account/public-line.ts';
import type { RevenueRules } from '../../definition/revenue-rules.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { monthOf, monthsBetween } from '../../numbers/month.ts';
import { accountMonth } from '../../numbers/movement.ts';
import type { ExportedRow, ExportedRows } from './exported-tables.ts';

/** The data to export, from a play or a deployment. */
export interface ToExport {
  facts: readonly AccountFacts[];
  health: readonly Pick<HealthRecord, 'at' | 'account' | 'score' | 'band' | 'components'>[];
  timeline: readonly PublicLine[];
  /** Archived lines, as JSON. */
  events: readonly string[];
  contacts: readonly ExportedContact[];
  rules: RevenueRules;
  /** End of the data. */
  now: Instant;
}

export interface ExportedContact {
  account: string;
  contact: string;
  role?: string;
  name?: string;
  email?: string;
}

/** The rows of each table, computed with the report's rules. */
export const exportedRows = ({ facts, health, timeline, events, contacts, rules, now }: ToExport): ExportedRows => {
  const today = dayOf(now);
  return {
    accounts: facts.map(({ account, plan, touchModel, stage, renewalAt, createdAt, firstUsedAt }) => ({
      day: today,
      cells: {
        ...{ account, plan, touch_model: touchModel, stage, renewal_at: renewalAt },
        ...{ created_at: createdAt, first_used_at: firstUsedAt },
      },
    })),
    movements: facts.flatMap(each => movementsOf(each, rules, now)),
    adoption: facts.flatMap(({ account, adoption }) =>
      Object.entries(adoption).map(([month, { part, whole }]) => ({
        day: `${month}-01`,
        cells: { account, month, used: part, features: whole },
      })),
    ),
    health: health.map(({ at, account, score, band, components }) => ({
      day: dayOf(at),
      cells: {
        at,
        account,
        score: score ?? undefined,
        band: band ?? undefined,
        components: JSON.stringify(components),
      },
    })),
    tasks: facts.flatMap(({ account, tasks }) =>
      tasks.map(({ journey, reason, owner, status, openedAt, breachedAt, outcome }) => ({
        day: dayOf(openedAt),
        cells: {
          ...{ account, journey, reason, owner, status, opened_at: openedAt, breached_at: breachedAt },
          ...{ outcome: outcome?.code, done_by: outcome?.by, done_at: outcome?.at, minutes: outcome?.minutes },
        },
      })),
    ),
    timeline: timeline.map(lineRow),
    events: events.map(eventRow),
    contacts: contacts.map(cells => ({ day: today, cells: { ...cells } })),
  };
};

const dayOf = (at: Instant): string => at.slice(0, 10);

const movementsOf = ({ account, revenue }: AccountFacts, rules: RevenueRules, now: Instant): ExportedRow[] => {
  const [first] = revenue;
  return monthsBetween(monthOf(first?.paidSince ?? first?.at ?? now), monthOf(now)).flatMap(month => {
    const { converted, apart } = accountMonth(revenue, month, rules);
    return [[rules.currency, converted] as const, ...Object.entries(apart)].flatMap(([currency, of]) =>
      of === undefined
        ? []
        : [
            {
              day: `${month}-01`,
              cells: { account, month, currency, start_amount: of.start, end_amount: of.end, movement: of.movement },
            },
          ],
    );
  });
};

const lineRow = (line: PublicLine): ExportedRow => {
  const { at, account, journey, enrollment, type } = line;
  const { step, channel, outcome, to, reason, goal } = line as Readonly<Record<string, string | undefined>>;
  const contact = channel === undefined ? undefined : to;
  return {
    day: dayOf(at),
    cells: {
      ...{ at, account, journey, enrollment, type, step, channel, outcome, contact, reason },
      goal: goal === undefined ? undefined : String(goal),
      line: JSON.stringify(line),
    },
  };
};

const eventRow = (line: string): ExportedRow => {
  const said = JSON.parse(line) as Readonly<Record<string, string | undefined>> & {
    receivedAt: Instant;
    context?: { groupId?: string };
    mail?: { tags?: { account?: string[] } };
  };
  const tag = said.mail?.tags?.account?.[0];
  return {
    day: dayOf(said.receivedAt),
    cells: {
      received_at: said.receivedAt,
      type: said.type ?? (tag === undefined ? undefined : 'mail'),
      name: said.event ?? said.name ?? said.action ?? said.eventType,
      account:
        said.account ??
        said.groupId ??
        said.context?.groupId ??
        (tag === undefined ? undefined : Buffer.from(tag, 'base64url').toString('utf8')),
      contact: said.userId ?? said.user,
      line,
    },
  };
};
