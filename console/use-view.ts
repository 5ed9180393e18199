import { effect, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { ViewPath } from '../engine/access/public-routes.ts';
import { type Answer, type RefusedAnswer, readView } from './api.ts';
import { actingAs } from './session.ts';
import { type Parameters, urlOf } from './url-of.ts';

/** State of a request: loading, answered or failed. An answer stays while a newer one is fetched. */
export interface Shown<Of> {
  answer?: Of;
  error?: RefusedAnswer | Error;
  reload(): void;
}

/** Incremented when data may have changed. */
export const round = signal(0);

/** Reloads everything shown. */
export const readAgain = (): void => {
  round.value++;
};

const answers = new Map<string, unknown>();

/** A view's answer, from the cache at first. Without a path, nothing is requested. */
export const useView = <Path extends ViewPath>(
  path: Path | undefined,
  parameters: Parameters = {},
): Shown<Answer<Path>> => {
  const url = path && urlOf(path, parameters);
  const key = `${actingAs.value} ${url}`;
  const [shown, show] = useState<{ key: string; answer?: Answer<Path>; error?: Error }>({ key });
  const [again, setAgain] = useState(0);
  useEffect(() => {
    if (!path) return;
    let isGone = false;
    const stop = effect(() => {
      round.value;
      readView(path, parameters).then(
        answer => {
          answers.set(key, answer);
          if (!isGone) show({ key, answer });
        },
        (error: Error) => {
          if (!isGone) show({ key, error });
        },
      );
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [key, again]);
  const own = shown.key === key ? shown : { key };
  const answer = own.answer ?? (answers.get(key) as Answer<Path> | undefined);
  return {
    ...(answer !== undefined && { answer }),
    ...(own.error && { error: own.error }),
    reload: () => setAgain(again + 1),
  };
};
