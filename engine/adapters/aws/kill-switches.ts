import {
  PutParameterCommand,
  paginateGetParametersByPath,
  type SSMClient,
  type SSMClientConfig,
} from '@aws-sdk/client-ssm';
import { type MessageClass, messageClasses } from '../../definition/policy.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Switches } from '../../ports/ports.ts';
import { type KillSwitches, switchesHoldForSeconds } from '../../sending/kill-switches.ts';
import { leanClient } from './client-config.ts';

/** A touch must not wait long for an answer that it can do without. */
export const switchesClientConfig = {
  ...leanClient,
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} satisfies SSMClientConfig;

const validInMilliseconds = switchesHoldForSeconds * 1000;
const failureValidInMilliseconds = 5_000;

/**
 * Parameters `<path>/all`, `<path>/class/<message class>` and `<path>/journey/<journey id>` of Parameter Store, which pause
 * when their value is `paused`, or `paused` and why; and `<path>/entry/<journey id>`, which allows no new enrollment when it
 * is `closed`. Read at most every 30 seconds of the clock.
 */
export const parameterSwitches = (client: SSMClient, path: string): Switches => {
  let latest: { validFrom: number; validUntil: number; read: Promise<KillSwitches> } | undefined;
  return {
    read: (now: Instant) => {
      const at = Date.parse(now);
      if (latest && at >= latest.validFrom && at < latest.validUntil) return latest.read;
      const entry = {
        validFrom: at,
        validUntil: at + validInMilliseconds,
        read: pausedUnder(client, path).catch((): KillSwitches => {
          entry.validUntil = at + failureValidInMilliseconds;
          return 'unknown';
        }),
      };
      latest = entry;
      return entry.read;
    },
    set: async (name, value) => {
      await client.send(
        new PutParameterCommand({ Name: `${path}/${name}`, Value: value, Type: 'String', Overwrite: true }),
      );
      latest = undefined;
    },
  };
};

const pausedUnder = async (client: SSMClient, path: string): Promise<KillSwitches> => {
  const values = new Map<string, string>();
  for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, { Path: path, Recursive: true })) {
    for (const { Name, Value } of Parameters)
      if (Name !== undefined && Value !== undefined) values.set(Name.slice(path.length + 1), Value);
  }
  const under = (prefix: string, says: RegExp) =>
    [...values].flatMap(([name, value]) =>
      name.startsWith(prefix) && says.test(value) ? [name.slice(prefix.length)] : [],
    );
  const resumedAt = new Map(
    [...values].flatMap(([name, value]) => {
      const at = /^running since (\S+)$/.exec(value)?.[1];
      return at && name.startsWith('journey/') ? [[name.slice('journey/'.length), at] as const] : [];
    }),
  );
  return {
    everything: paused.test(values.get('all') ?? ''),
    classes: new Set(under('class/', paused).filter(isMessageClass)),
    journeys: new Set(under('journey/', paused)),
    closed: new Set(under('entry/', /^closed$/)),
    ...(resumedAt.size > 0 && { resumedAt }),
  };
};

const paused = /^paused\b/;

const isMessageClass = (name: string): name is MessageClass => messageClasses.some(each => each === name);
