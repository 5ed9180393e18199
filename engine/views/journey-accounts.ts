import * as z from 'zod';
import type { CountedEnrollment } from '../counts/counted.ts';
import { notThere } from './answer-view.ts';
import { enrolledDays } from './journey.ts';
import { type ViewPorts, view } from './view.ts';

/** Maximum number of pages of enrollments read per answer; `listed`: of accounts listed. */
const mostPages = 10;
const listed = 100;

/** Numbers of a journey; the last four are of a step. */
const numbers = [
  'enrolled',
  'running',
  'completed',
  'exited',
  'failed',
  'heldOut',
  'reached',
  'entered',
  'here',
  'wentOn',
  'left',
] as const;

/** The accounts behind a number of a journey. */
export const journeyAccounts = view({
  path: '/v1/journeys/{id}/accounts',
  summary: 'The accounts behind a number of a journey, or of one of its steps',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    id: z.string(),
    ...enrolledDays,
    of: z.enum(numbers, `must be one of ${numbers.join(', ')}`),
    step: z.string().optional(),
    /** Reason of exits. */
    reason: z.string().optional(),
    /** `next` of the previous page. */
    after: z.string().optional(),
  }),
  answer: z.object({
    accounts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** When it enrolled. */
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime().exactOptional(),
        status: z.enum(['active', 'completed', 'exited', 'failed']),
        reason: z.string().exactOptional(),
        /** The step it is in, or left from. */
        at: z.string().exactOptional(),
        arr: z.number().exactOptional(),
        currency: z.string().exactOptional(),
      }),
    ),
    next: z.string().exactOptional(),
  }),
  read: async ({ id, after, ...asked }, _, { build, journeyCounts, accountList }) => {
    if (!(await build.journeys()).some(each => each.id === id)) throw notThere();
    const { found, next } = await findCounted(id, asked, after, journeyCounts);
    return {
      accounts: await Promise.all(
        found.map(async ({ account, startedAt, endedAt, status, reason, at }) => {
          const { name = account, arr, currency } = (await accountList.find(account)) ?? {};
          return {
            id: account,
            name,
            startedAt,
            ...(endedAt !== undefined && { endedAt }),
            status,
            ...(reason !== undefined && { reason }),
            ...(at !== undefined && { at }),
            ...(arr !== undefined && { arr, currency: currency ?? 'USD' }),
          };
        }),
      ),
      ...(next !== undefined && { next }),
    };
  },
});

interface Asked {
  of: (typeof numbers)[number];
  version?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  step?: string | undefined;
  reason?: string | undefined;
}

const findCounted = async (
  journey: string,
  { from, to, ...asked }: Asked,
  after: string | undefined,
  counts: ViewPorts['journeyCounts'],
): Promise<{ found: CountedEnrollment[]; next?: string | undefined }> => {
  const found: CountedEnrollment[] = [];
  let next = after;
  for (let page = 0; page < mostPages; page++) {
    const read = await counts.counted(journey, { from, to, after: next });
    found.push(...read.found.filter(each => isOf(each, asked)));
    next = read.next;
    if (next === undefined || found.length >= listed) break;
  }
  return { found, next };
};

/** True if the enrollment counts in that number, consistent with `sumsOf`. */
const isOf = (counted: CountedEnrollment, { of, version, step = '', reason }: Omit<Asked, 'from' | 'to'>): boolean => {
  const { status, heldOut = false, entered, at } = counted;
  if (version !== undefined && counted.version !== version) return false;
  if (reason !== undefined && (counted.reason ?? status) !== reason) return false;
  const times = entered[step] ?? 0;
  const isAt = at === step;
  const answers: Record<Asked['of'], boolean> = {
    enrolled: true,
    heldOut,
    running: !heldOut && status === 'active',
    completed: !heldOut && status === 'completed',
    exited: !heldOut && status === 'exited',
    failed: !heldOut && status === 'failed',
    reached: !heldOut && counted.reached === true,
    entered: times > 0,
    here: times > 0 && isAt && status === 'active',
    wentOn: times > (isAt ? 1 : 0),
    left: times > 0 && isAt && status !== 'active',
  };
  return answers[of];
};
