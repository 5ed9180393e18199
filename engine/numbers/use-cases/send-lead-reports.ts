import type { RecurringRevenue } from '../../account/recurring-revenue.ts';
import { sendVia } from '../../channels/outgoing-touch.ts';
import type { Policy } from '../../definition/policy.ts';
import { plainRevenue } from '../../definition/revenue-rules.ts';
import { type Csm, calendarOf } from '../../definition/team.ts';
import type { TemplateInfo } from '../../definition/template.ts';
import { independently, type TryPiece } from '../../kernel/independently.ts';
import type { CalendarDate } from '../../kernel/instant.ts';
import type { Mail, PortsWith } from '../../ports/ports.ts';
import { isPaused } from '../../sending/kill-switches.ts';
import { isMondaySomewhere } from '../../tasks/service-level.ts';
import { renderTemplate } from '../../templates/render-template.ts';
import type { AccountFacts } from '../account-facts.ts';
import { movementsIn } from '../account-movements.ts';
import { inOrder } from '../balance.ts';
import {
  leadContact,
  leadReportDue,
  leadReportTemplate,
  leadReportVariables,
  leadsOf,
  mostInMail,
} from '../lead-report.ts';
import type { Month } from '../month.ts';

type LeadReportPorts = PortsWith<'claims' | 'mailer' | 'revenue' | 'switches'>;

/**
 * Sends the monthly report to every lead for whom it is the first Monday of the month. Like digests, it is sent once
 * despite crashes, and held by the same switches. Reads recurring revenue by the index, once for all leads, before it claims, so that a
 * process that dies there leaves no claim; nothing is read on other days, or without the template. `told`: reports that this process
 * knows to be done.
 */
export const sendLeadReports = (ports: LeadReportPorts, told: Set<string>): Promise<{ sent: number }> =>
  independently(attempt => sendEach(ports, told, attempt));

const sendEach = async (ports: LeadReportPorts, told: Set<string>, attempt: TryPiece): Promise<{ sent: number }> => {
  let sent = 0;
  if (!isMondaySomewhere(ports.clock.now())) return { sent };
  const [team, [first]] = await Promise.all([ports.build.team(), ports.build.journeys()]);
  if (first === undefined) return { sent };
  let read: Promise<AccountFacts[]> | undefined;
  const revenue = () => {
    read ??= revenueOfAll(ports);
    return read;
  };
  for (const lead of leadsOf(team)) {
    const calendar = calendarOf(lead.id, team, first.policy.businessCalendar);
    const due = leadReportDue(ports.clock.now(), calendar);
    const name = `${lead.id} ${due?.monday}`;
    if (due === undefined || told.has(name)) continue;
    const template = (await ports.build.templates()).find(({ id }) => id === leadReportTemplate);
    if (template === undefined) return { sent };
    const { timezone } = calendar;
    const outcome = await attempt(() =>
      sendLeadReport({ lead, ...due, template, timezone, revenue }, first.policy, ports),
    );
    if (outcome === undefined) continue;
    if (outcome !== 'again') told.add(name);
    if (outcome === 'sent') sent++;
  }
  return { sent };
};

interface Due {
  lead: Csm;
  monday: CalendarDate;
  month: Month;
  template: TemplateInfo;
  timezone: string;
  /** Of all accounts. */
  revenue(): Promise<AccountFacts[]>;
}

/** `again`: try again with the next sweep, as for digests. */
const sendLeadReport = async (due: Due, policy: Policy, ports: LeadReportPorts): Promise<'sent' | 'done' | 'again'> => {
  const { claims, clock } = ports;
  const claim = { kind: 'digest', csm: readerOf(due.lead), monday: due.monday } as const;
  if (isPaused(await ports.switches.read(clock.now()), 'transactional')) return 'again';
  const mail = await compose(due, policy, ports);
  if (mail === undefined) return 'done';
  const maxAttempts = policy.ambiguous.transactional === 'resend' ? 2 : 1;
  const claimed = await claims.claim(claim, { now: clock.now(), maxAttempts });
  if (claimed !== 'claimed') return claimed === 'settled' ? 'done' : 'again';
  const { outcome } = await sendVia({ kind: 'outgoing', send: () => ports.mailer.send(mail) });
  if (outcome === 'throttled') await claims.release(claim);
  if (outcome === 'throttled' || outcome === 'unknown') return 'again';
  await claims.settle(claim, outcome === 'accepted' ? 'sent' : 'rejected');
  return outcome === 'accepted' ? 'sent' : 'done';
};

/** Distinct from the lead's own digest of that Monday, because ids contain no `#`. */
const readerOf = ({ id }: Csm): string => `${id}#report`;

const compose = async (due: Due, policy: Policy, ports: LeadReportPorts): Promise<Mail | undefined> => {
  const { lead, monday, month, template, timezone } = due;
  const rules = (await ports.build.catalog()).revenue ?? plainRevenue;
  const accounts = await due.revenue();
  const largest = movementsIn(accounts, month, rules).slice(0, mostInMail);
  const names = new Map(
    await Promise.all(
      largest.map(async ({ account }) => {
        const name = (await ports.accounts.profile(account))?.attributes.name?.value;
        return [account, typeof name === 'string' && name !== '' ? name : account] as const;
      }),
    ),
  );
  const variables = leadReportVariables(accounts, month, rules, {
    largest,
    nameOf: account => names.get(account) ?? account,
  });
  if (variables === undefined) return undefined;
  const compiled = await ports.build.template(template.hash, ['en']);
  const data = { account: { timezone }, contact: leadContact(lead), today: monday, ...variables };
  const { subject, html, text } = renderTemplate(compiled, { ...data, sender: policy.sender });
  return {
    to: lead.email,
    from: policy.from.transactional,
    subject,
    html: html ?? '',
    text,
    headers: {},
    configurationSet: `${ports.settings.configurationSetPrefix}-transactional`,
    // Tagged like a digest, so that the mail service's events find the claim if its response was lost.
    tags: { digest: monday, csm: Buffer.from(readerOf(lead)).toString('base64url'), step: leadReportTemplate },
    tracking: false,
  };
};

/** Facts with only recurring revenue, which is all that the mail reports. */
const revenueOfAll = async ({ revenue }: LeadReportPorts): Promise<AccountFacts[]> => {
  const rows = new Map<string, RecurringRevenue[]>();
  for await (const page of revenue.all())
    for (const { account, ...row } of page) {
      const own = rows.get(account) ?? [];
      own.push(row);
      rows.set(account, own);
    }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([account, own]) => ({
      ...{ account, revenue: inOrder(own) },
      ...{ renewedAt: [], canceledAt: [], answers: [], adoption: {}, bands: [], tasks: [] },
    }));
};
