import fc from 'fast-check';
import type { Profile } from '../../engine/account/account.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import type { EvaluationContext } from '../../engine/conditions/evaluate-condition.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';

export const now = '2026-03-02T09:00:00.000Z';

let count = 0;
export const mark = (
  event: string,
  at: string,
  { user = 'ada', fields }: { user?: string; fields?: Readonly<Record<string, Scalar>> } = {},
): UsageMark => ({ event, at, user, id: `segment:${count++}`, ...(fields && { fields }) });

export const daysAgo = (days: number, from = now): string =>
  new Date(Date.parse(from) - days * 86_400_000).toISOString();

export const aProfile = (
  attributes: Record<string, Scalar> = {},
  knownSince = '2025-01-01T00:00:00.000Z',
): Profile => ({
  account: 'acme',
  knownSince,
  attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, { value, at: knownSince }])),
  terms: {},
  billing: { invoices: {}, declines: [] },
  revision: 1,
});

export const aContext = (usage: Iterable<UsageMark>, more: Partial<EvaluationContext> = {}): EvaluationContext => ({
  now,
  usage: usageOf(usage),
  tasks: [],
  profile: aProfile(),
  ...more,
});

/** Any instant of the half year before. */
export const anInstant = (): fc.Arbitrary<string> =>
  fc
    .integer({ min: Date.parse(daysAgo(180)), max: Date.parse(now) })
    .map(milliseconds => new Date(milliseconds).toISOString());
