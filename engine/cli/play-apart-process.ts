import { publicLine } from '../account/public-line.ts';
import { DynamoDbUnavailable } from '../local/dynamodb-process.ts';
import { inCloud } from '../playback/in-cloud.ts';
import type { PlayProgress } from '../playback/play.ts';
import { playSource, sourceOf } from './play-source.ts';
import type { PlayingOptions } from './playing-options.ts';
import { defaultDynamoDb } from './run.ts';

/** What the process is to play: its one argument, as JSON. */
export interface Apart extends Pick<PlayingOptions, 'seed' | 'until' | 'journeys'> {
  file: string;
}

export type SaidApart =
  | { progress: PlayProgress }
  | { timeline: readonly string[] }
  | { what: string; fix: string; isUnavailable: boolean };

const say = (said: SaidApart): Promise<void> => new Promise(done => process.send?.(said, () => done()) ?? done());

const what = JSON.parse(process.argv[2] ?? '') as Apart;
let month = '';
try {
  const { played } = await playSource(
    await sourceOf(what),
    [what.file],
    what,
    beginning => inCloud({ ...beginning, dynamodb: defaultDynamoDb }),
    progress => {
      if (month === progress.at.slice(0, 7)) return;
      month = progress.at.slice(0, 7);
      void say({ progress });
    },
  );
  const [fault] = played.faults;
  if (fault !== undefined) throw new Error(fault);
  await say({ timeline: played.lines.map(line => JSON.stringify(publicLine(line))) });
} catch (error) {
  const { message, fix = 'this is a fault of Daymark, not yours: please report it' } = error as Error & {
    fix?: string;
  };
  await say({ what: message, fix, isUnavailable: error instanceof DynamoDbUnavailable });
}
process.disconnect?.();
