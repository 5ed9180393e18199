import * as z from 'zod';
import type { Condition } from '../definition/condition.ts';
import { type Pool, type PoolScope, type Pools, toLead } from '../definition/pool.ts';
import { type TaskType, taskTypes } from '../definition/task.ts';
import type { Team } from '../definition/team.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
import { AuthoringError, mustBeKnown } from './authoring-error.ts';
import { plainData } from './plain-data.ts';

/** A pool, as `journeys/team.ts` writes it. */
export interface PoolSpec<Member extends string = string> {
  /**
   * The tasks that it takes of accounts without an owner: those of a `type`, of a `reason` (step id), of accounts for which a
   * condition holds; or just the condition. Without it, only tasks whose step names the pool.
   */
  for?: Condition | { type?: TaskType | readonly TaskType[]; reason?: string | readonly string[]; when?: Condition };
  members: readonly Member[];
  /** Open tasks that a member can carry: the one with the most room gets the next one. */
  capacity: number;
}

/**
 * Those of the team who share work, in the order in which they are asked. A task goes to the account's owner; of an account
 * without one to the first pool that fits, and there to the one who is at work and has least to do for what they can carry.
 *
 * @example
 * export const { pools, pool } = definePools(team, {
 *   onboarding: { for: { type: 'onboarding' }, members: ['maya', 'tom'], capacity: 25 },
 *   growth: { for: segment.over10k, members: ['ines'], capacity: 10 },
 * });
 *
 * @throws AuthoringError that lists everything that is wrong with them.
 */
export const definePools = <const Spec extends Readonly<Record<string, PoolSpec>>>(
  team: Team,
  spec: Spec,
): { pools: Pools; pool: <Id extends keyof Spec & string>(id: Id) => Id } => {
  const ids = team.map(({ id }) => id);
  if (toLead in spec)
    throw new AuthoringError(`pools.${toLead}: "${toLead}" is the lead of an account's owner. Choose another name.`);
  const checked = schema.safeParse(spec);
  const problems = [
    ...(checked.error?.issues ?? []).map(issue => `pools.${issue.path.join('.') || '(all)'}: ${messageOf(issue)}`),
    ...Object.entries(spec).flatMap(([name, { members = [] }]) =>
      members
        .filter(member => !ids.includes(member))
        .map(member => `pools.${name}.members: "${member}" is not in the team. ${didYouMean(member, ids)}`),
    ),
  ];
  if (problems.length > 0) throw new AuthoringError(problems.join('\n'));
  const pools = Object.entries(spec).map(([id, { for: scope, members, capacity }]): Pool => {
    return { id, ...(scope && { for: scopeOf(scope) }), members, capacity };
  });
  return {
    pools: plainData(pools, 'pools'),
    pool: id => {
      mustBeKnown('pool', 'pool', id, Object.keys(spec));
      return id;
    },
  };
};

/** A problem of a key stands inside of the issue. */
const messageOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;

const scopeOf = (scope: NonNullable<PoolSpec['for']>): PoolScope => {
  if ('kind' in scope) return { when: scope };
  const { type, reason, when } = scope;
  return {
    ...(type !== undefined && { types: [type].flat() as TaskType[] }),
    ...(reason !== undefined && { reasons: [reason].flat() as string[] }),
    ...(when && { when }),
  };
};

const condition = z.looseObject({ kind: z.string() });
const oneOrMore = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.array(schema).min(1)]);

const schema = z.record(
  z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'no name. Begin with a letter; go on with letters, digits, "-", "_".'),
  z.strictObject({
    for: z
      .union(
        [
          condition,
          z.strictObject({
            type: oneOrMore(z.enum(taskTypes)).optional(),
            reason: oneOrMore(z.string()).optional(),
            when: condition.optional(),
          }),
        ],
        `no scope. Write a condition, or { type, reason, when }, with types of ${taskTypes.join(', ')}.`,
      )
      .optional(),
    members: z.array(z.string()).min(1, 'has no members. Name some of the team.'),
    capacity: z
      .int('no capacity. Write a whole number.')
      .min(1, 'no capacity. Write how many open tasks a member can carry, at least 1.'),
  }),
);
