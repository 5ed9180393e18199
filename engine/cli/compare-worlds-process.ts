import { publicLine } from '../account/public-line.ts';
import { DynamoDbUnavailable } from '../local/dynamodb-process.ts';
import { inCloud } from '../playback/in-cloud.ts';
import { inMemory } from '../playback/in-memory.ts';
import type { PlayOptions, PlayProgress } from '../playback/play.ts';
import { firstDifference } from './first-difference.ts';
import type { InWorld } from './in-world.ts';
import { playSource, sourceOf } from './play-source.ts';
import type { PlayingOptions } from './playing-options.ts';

/** The process's only argument, as JSON. */
export interface ToCompare extends Pick<PlayingOptions, 'seed' | 'until' | 'journeys'> {
  file: string;
  dynamodb: string;
}

/** The number of equal lines; the first difference; or why the cloud world can't run on this machine. */
export type Compared =
  | { same: number }
  | { difference: NonNullable<ReturnType<typeof firstDifference>> }
  | { unavailable: string; fix: string };

export type Said = Compared | { progress: PlayProgress } | { failure: string; fix?: string };

const say = (said: Said): Promise<void> => new Promise(done => process.send?.(said, () => done()) ?? done());

const compare = async (what: ToCompare): Promise<Compared> => {
  const source = await sourceOf(what);
  const timeline = async (inWorld: InWorld, show?: PlayOptions['progress']): Promise<string[]> => {
    const { played } = await playSource(source, [what.file], what, inWorld, { show });
    const [fault] = played.faults;
    if (fault !== undefined) throw new Error(fault);
    return played.lines.map(line => JSON.stringify(publicLine(line)));
  };
  const cloud = await timeline(beginning => inCloud({ ...beginning, dynamodb: what.dynamodb }), monthly());
  const memory = await timeline(inMemory);
  const difference = firstDifference(memory, cloud);
  return difference ? { difference } : { same: cloud.length };
};

/** Reports progress once per month of the play. */
const monthly = (): PlayOptions['progress'] => {
  let month = '';
  return progress => {
    if (month === progress.at.slice(0, 7)) return;
    month = progress.at.slice(0, 7);
    void say({ progress });
  };
};

try {
  await say(await compare(JSON.parse(process.argv[2] ?? '') as ToCompare));
} catch (error) {
  const { message, fix } = error as Error & { fix?: string };
  await say(
    error instanceof DynamoDbUnavailable
      ? { unavailable: message, fix: error.fix }
      : { failure: message, ...(fix && { fix }) },
  );
}
process.disconnect?.();
