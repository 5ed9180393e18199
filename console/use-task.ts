import { useEffect, useState } from 'preact/hooks';
import type { readTask } from '../engine/tasks/use-cases/read-task.ts';
import { parseBody } from './api.ts';
import { round, type Shown } from './use-view.ts';

/** `GET /v1/tasks/{id}` */
export interface TaskAnswer {
  task: Awaited<ReturnType<typeof readTask>>;
}

export const useTask = (id: string): Shown<TaskAnswer> => {
  const [shown, show] = useState<{ id: string; answer?: TaskAnswer; error?: Error }>({ id });
  const [again, setAgain] = useState(0);
  const times = round.value;
  useEffect(() => {
    let isGone = false;
    parseBody('/v1/tasks/{id}', { id }).then(
      answer => !isGone && show({ id, answer: answer as TaskAnswer }),
      (error: Error) => !isGone && show({ id, error }),
    );
    return () => {
      isGone = true;
    };
  }, [id, again, times]);
  const { answer, error } = shown.id === id ? shown : {};
  return { ...(answer && { answer }), ...(error && { error }), reload: () => setAgain(again + 1) };
};
