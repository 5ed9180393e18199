import { effect, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { ViewPath } from '../engine/access/public-routes.ts';
import { type Answer, type RefusedAnswer, readView } from './api.ts';
import { actingAs } from './session.ts';
import { type Parameters, urlOf } from './url-of.ts';

/** What a page shows while it asks, when it has an answer, and when it got none. An answer stays while a newer one is fetched. */
export interface Shown<Of> {
  answer?: Of;
  error?: RefusedAnswer | Error;
  reload(): void;
}

/** Grows when what was read may have changed. */
export const round = signal(0);

/** Everything that is shown is read again. */
export const readAgain = (): void => {
  round.value++;
};

const answers = new Map<string, unknown>();

/** A view's answer, at once where it was read before. Without a path nothing is read. */
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
