import * as z from 'zod';
import type { Visitor } from '../../access/visitor.ts';
import { newReader } from '../../account/prompt-reader.ts';
import { keepAnswer } from '../../contacts/use-cases/keep-answer.ts';
import { instantIn } from '../../definition/calendar.ts';
import { answerWords } from '../../ingest/answer-words.ts';
import { firstProblem } from '../../ingest/first-problem.ts';
import { happenedAt, moment, zoneOfMoments } from '../../ingest/moment.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { turn } from '../../turn.ts';
import { type PromptReport, type Recorded, recordReports, reportTypes } from '../record-reports.ts';
import { visitOf } from './list-prompts.ts';

/**
 * Records a page's reports of its reader's reactions. Events are published before the reports are stored, with stable
 * ids: after a crash in between they are published again, and none is lost.
 */
export const recordPromptEvents = async (
  visitor: Visitor,
  said: readonly PromptReport[],
  ports: PortsWith<'answers' | 'contacts' | 'prompts' | 'queue'>,
): Promise<Recorded['counts']> => {
  const reports = await withKnownWords(said, ports);
  const prompts = await ports.prompts.all(visitor.account);
  const moments = reports.map(({ at }) => at);
  // Pages write offsets. For other times the account's zone comes from a query of the account: the role needs no
  // further right.
  const profile = async (account: string) =>
    (await ports.accounts.snapshot(account, { withoutContacts: true })).profile;
  const timezone = await zoneOfMoments(visitor.account, moments, { accounts: { profile } });
  return turn(
    {
      account: visitor.account,
      read: async () => ({
        now: ports.clock.now(),
        reading: await ports.prompts.reading(visitor.account, visitor.contact),
      }),
      decide: ({ now, reading }) => {
        const { roles, isRemoved } = visitOf(visitor, { limit: 0 }, reading, now);
        const recorded = recordReports(
          reports.map(report => ({ ...report, at: happenedAt(instantIn(report.at, timezone), now) })),
          prompts,
          reading.reader ?? newReader(visitor.contact),
          { roles, isRemoved, now },
        );
        return {
          before: recorded.events.map(event => ({ event, comment: recorded.comments.get(event.id) })),
          changes: recorded.reader ? [{ kind: 'promptReader', reader: recorded.reader }] : [],
          answer: recorded.counts,
        };
      },
      perform: async events => {
        for (const { event, comment } of events) {
          if (comment !== undefined || event.fields.topic !== undefined)
            await keepAnswer({ ...event, account: visitor.account }, comment, ports);
          await ports.queue.publish(event);
        }
      },
      // Two tabs may report at once.
      maxAttempts: 5,
    },
    ports,
  );
};

/** Drops comments unless the business asks for them. */
const withKnownWords = async (
  reports: readonly PromptReport[],
  { build }: Pick<PortsWith<never>, 'build'>,
): Promise<PromptReport[]> => {
  if (reports.every(({ topic, comment }) => topic === undefined && comment === undefined)) return [...reports];
  const { surveyTopics } = await build.catalog();
  return reports.map(({ topic, comment, ...report }) => ({
    ...report,
    ...(surveyTopics && answerWords({ topic, comment }, surveyTopics).words),
  }));
};

/** A page's reports, and those that can't be read. */
interface ReadReports {
  reports: PromptReport[];
  failed: { index: number; message: string; field?: string }[];
  /** Of a browser that can't send headers, as with `sendBeacon`. */
  token?: string;
}

/**
 * Reads the body of a page's request. A report that can't be read doesn't reject the others. @throws RefusedRequest if
 * none can be read
 */
export const readReports = (body: unknown): ReadReports => {
  const { data, error } = batch.safeParse(body);
  if (!data) throw firstProblem(error);
  const read = data.events.map(event => report.safeParse(event));
  const refused = read.flatMap(({ error }, index) =>
    error ? [{ index, refusal: firstProblem(within(error, index)) }] : [],
  );
  const reports = read.flatMap(({ data }) => (data ? [reportOf(data)] : []));
  const [first] = refused;
  if (first && reports.length === 0) throw first.refusal;
  return {
    reports,
    failed: refused.map(({ index, refusal: { message, field } }) => ({ index, message, ...(field && { field }) })),
    ...(data.token !== undefined && { token: data.token }),
  };
};

const within = ({ issues }: z.ZodError, index: number): z.ZodError =>
  new z.ZodError(issues.map(issue => ({ ...issue, path: ['events', index, ...issue.path] })));

const reportOf = ({
  id,
  promptId,
  type,
  actionId,
  score,
  topic,
  comment,
  at,
}: z.infer<typeof report>): PromptReport => ({
  id,
  promptId,
  type,
  ...(actionId !== undefined && { actionId }),
  ...(score !== undefined && { score }),
  ...(topic !== undefined && { topic }),
  ...(comment !== undefined && { comment }),
  at,
});

const shortId = z
  .string('is missing')
  .min(1, 'must not be empty')
  .max(64, 'is longer than 64 characters')
  .refine(id => id.isWellFormed(), 'holds half of a character');

const report = z.object(
  {
    id: shortId,
    promptId: shortId,
    type: z.enum(reportTypes, `must be one of ${reportTypes.join(', ')}`),
    actionId: shortId.optional(),
    score: z.number().optional(),
    topic: z.string().optional(),
    comment: z.string().optional(),
    at: moment,
    path: z.string().max(512).optional(),
  },
  'must be a report',
);

const batch = z.object({
  token: z.string().max(4_096).optional(),
  events: z
    .array(z.unknown(), 'is missing')
    .min(1, 'holds no report')
    .max(50, 'are more than 50: send them in several requests'),
});
