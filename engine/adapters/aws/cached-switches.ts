import { type MessageClass, messageClasses } from '../../definition/policy.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Switches } from '../../ports/switches.ts';
import { type KillSwitches, switchesHoldForSeconds } from '../../sending/kill-switches.ts';

/** A store of switch values by name. */
export interface SwitchValues {
  all(): Promise<ReadonlyMap<string, string>>;
  put(name: string, value: string): Promise<void>;
}

const validInMilliseconds = switchesHoldForSeconds * 1000;
const failureValidInMilliseconds = 5_000;

/**
 * `all`, `class/<message class>` and `journey/<journey id>` pause sending if their value is `paused`, or `paused` and a
 * reason; `entry/<journey id>` stops new enrollments if it is `closed`; `version/<journey id>` sets the version that
 * new enrollments start in. Read at most every 30 seconds of the clock.
 */
export const cachedSwitches = (values: SwitchValues): Switches => {
  let latest: { validFrom: number; validUntil: number; read: Promise<KillSwitches> } | undefined;
  return {
    read: (now: Instant) => {
      const at = Date.parse(now);
      if (latest && at >= latest.validFrom && at < latest.validUntil) return latest.read;
      const entry = {
        validFrom: at,
        validUntil: at + validInMilliseconds,
        read: values
          .all()
          .then(switchesIn)
          .catch((): KillSwitches => {
            entry.validUntil = at + failureValidInMilliseconds;
            return 'unknown';
          }),
      };
      latest = entry;
      return entry.read;
    },
    set: async (name, value) => {
      await values.put(name, value);
      latest = undefined;
    },
  };
};

const switchesIn = (values: ReadonlyMap<string, string>): KillSwitches => {
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
    values,
  };
};

const paused = /^paused\b/;

const isMessageClass = (name: string): name is MessageClass => messageClasses.some(each => each === name);
