import { ServiceError } from '../service-error.ts';
import type { Machine } from './machine.ts';

/** A definition, and the machine compiled from it. */
export interface Runnable {
  definition: string;
  machine: Machine;
}

/** Published versions of state machines, and the aliases that point at them. */
export interface Versions {
  /** Returns the version's ARN: the latest one if the definition has not changed since. */
  publish(machineArn: string, runnable: Runnable): string;
  /**
   * @throws ServiceError if the version is missing, or for `update` the alias, or without it the alias points elsewhere
   */
  point(alias: { name: string; version: string; update: boolean }): string;
  /** ARNs of a state machine's versions, the latest first. */
  of(machineArn: string): string[];
  drop(alias: string): void;
  /** Aliases of a state machine. */
  aliases(machineArn: string): string[];
  /** The version that an alias points at. */
  target(alias: string): string | undefined;
  /** By the ARN of a version or an alias. */
  find(arn: string): Runnable | undefined;
  keep(): PublishedVersions;
  restore(kept: PublishedVersions, runnable: (definition: string) => Runnable): void;
}

/** `Versions` in a form that JSON can hold: definitions by state machine ARN, and version ARNs by alias ARN. */
export interface PublishedVersions {
  published: (readonly [machine: string, definitions: readonly string[]])[];
  aliases: (readonly [alias: string, version: string])[];
}

export const createVersions = (): Versions => {
  const published = new Map<string, Runnable[]>();
  const aliases = new Map<string, string>();

  const version = (arn: string): Runnable | undefined =>
    published.get(unqualified(arn))?.[Number(arn.slice(unqualified(arn).length + 1)) - 1];

  return {
    publish: (machineArn, { definition, machine }) => {
      const known = published.get(machineArn) ?? [];
      published.set(machineArn, known);
      if (known.at(-1)?.definition !== definition) known.push({ definition, machine });
      return `${machineArn}:${known.length}`;
    },
    point: ({ name, version: target, update }) => {
      if (!version(target)) throw new ServiceError('ResourceNotFound', `Version does not exist: '${target}'`);
      const arn = `${unqualified(target)}:${name}`;
      if (update && !aliases.has(arn)) throw new ServiceError('ResourceNotFound', `Alias does not exist: '${arn}'`);
      if (!update && aliases.has(arn) && aliases.get(arn) !== target)
        throw new ServiceError('ConflictException', `Alias already exists: '${arn}'`);
      aliases.set(arn, target);
      return arn;
    },
    of: machineArn => (published.get(machineArn) ?? []).map((_, index) => `${machineArn}:${index + 1}`).reverse(),
    drop: alias => void aliases.delete(alias),
    aliases: machineArn => [...aliases.keys()].filter(each => unqualified(each) === machineArn),
    target: alias => aliases.get(alias),
    find: arn => version(aliases.get(arn) ?? arn),
    keep: () => ({
      published: [...published].map(([arn, known]) => [arn, known.map(({ definition }) => definition)]),
      aliases: [...aliases],
    }),
    restore: (kept, runnable) => {
      for (const [arn, definitions] of kept.published) published.set(arn, definitions.map(runnable));
      for (const [alias, target] of kept.aliases) aliases.set(alias, target);
    },
  };
};

/** The state machine of a version or an alias. */
export const unqualified = (arn: string): string => arn.split(':').slice(0, 7).join(':');
