import { type KeptWhy, keptWhy } from '../account/kept-why.ts';
import { byTime, publicLine } from '../account/public-line.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { table } from '../playback/report/table.ts';
import type { Operator } from '../ports/operator.ts';
import { refusalsKeptSince } from '../ports/retention.ts';
import { gateName } from '../proof/gate-names.ts';
import { operatorOf } from './operate/steering.ts';
import type { Where } from './reach.ts';
import { UserError } from './user-error.ts';

/** `daymark why` of a deployment: what it keeps of the account, since when, and how to decide again by the events that it keeps. */
export const whyDeployed = async (
  account: string,
  journey: string | undefined,
  { json, ...where }: Where & { json?: true },
): Promise<void> => {
  const operator = await operatorOf(where);
  const deployed = await operator.journeys();
  if (journey !== undefined && !deployed.includes(journey))
    throw new UserError(`there is no journey "${journey}" here`, nameOneOf(journey, deployed), 2);
  const { profile, enrollments } = await operator.accounts.snapshot(account, { withoutContacts: true });
  if (profile === undefined)
    throw new UserError(`there is no account "${account}" here`, 'see how your events name it', 2);
  const refusals = await operator.entryRefusals.of(account);
  const asked = journey === undefined ? deployed : [journey];
  const at = operator.clock.now();
  const eventsSince = await operator.archive.since();
  const kept = { refusalsSince: refusalsKeptSince(at), ...(eventsSince !== undefined && { eventsSince }) };
  const told = { account, where: where.environment ?? where.dev ?? '', at, kept };
  const answers = keptWhy(asked, enrollments, refusals);
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...told, journeys: answers })}\n`);
    return;
  }
  const name = profile.attributes.name?.value;
  console.log(
    `${typeof name === 'string' ? `${name} (${account})` : account} in ${told.where} on ${day(told.at)}, by what is kept there:`,
  );
  process.stdout.write(
    table(
      answers.map(each => [each.journey, tell(each)]),
      { prose: true },
    ),
  );
  const [answer] = answers;
  if (journey !== undefined && answer?.enrollment) await tellLines(account, journey, answer.enrollment, operator);
  console.log(`\n${tellKept(kept, [account, ...(journey === undefined ? [] : [journey])].join(' '), where)}`);
};

/** What is past what is kept, and how the rest is decided again: with all that each rule needed beside what there was. */
const tellKept = (
  { refusalsSince, eventsSince }: { refusalsSince: string; eventsSince?: string },
  asked: string,
  { environment, dev }: Where,
): string => {
  const from = environment === undefined ? `--dev ${dev}` : `--environment ${environment}`;
  const known = `What did not let it in is known since ${refusalsSince}, of each journey the latest.`;
  if (eventsSince === undefined) return `${known} No events are kept there yet, so nothing can be decided again.`;
  return `${known} Events are kept since ${eventsSince}; of what came before, nothing can be decided again. By these, what each rule needed beside what there was:
  npx daymark export --events ${from} > events.jsonl && npx daymark simulate events.jsonl && npx daymark why ${asked}`;
};

const tell = ({ state, enrollment, refused }: KeptWhy): string => {
  const kept =
    refused === undefined ? '' : `not let in on ${day(refused.at)} by "${refused.event}": ${gateName(refused.gate)}`;
  if (enrollment === undefined) return kept || 'nothing came that could let it in';
  const { from, to, by, ended, waitsFor } = enrollment;
  const own =
    state === 'in'
      ? `in it since ${day(from)}, by "${by}"${waitsFor === undefined ? '' : `; waits for ${waitsFor}`}`
      : `was in it from ${day(from)} to ${day(to ?? from)}: ${ended}`;
  return refused !== undefined && refused.at > from ? `${own}; ${kept}` : own;
};

const day = (at: string): string => at.slice(0, 10);

/** Of its latest enrollment. */
const tellLines = async (
  account: string,
  journey: string,
  { id, version, from: startedAt }: NonNullable<KeptWhy['enrollment']>,
  { versions }: Operator,
): Promise<void> => {
  const { lines } = await versions.story({ account, id, journey, version, startedAt });
  const rows = [...lines].sort(byTime).map(line => {
    const { at, type, step, outcome, action, took, to, reason, trigger } = publicLine(line);
    const what = [
      step ?? type,
      outcome ?? action ?? took,
      reason ?? trigger,
      to === undefined ? undefined : `to ${to}`,
    ];
    return [at, what.filter(each => each !== undefined).join(' ')];
  });
  process.stdout.write(`\n${table(rows, { prose: true })}`);
};
