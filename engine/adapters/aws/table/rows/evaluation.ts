import type { Evaluation } from '../../../../account/evaluation.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { dueIndex, evaluationKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** Every decision reads the evaluation, and the sweep finds it once it is due. */
export const evaluationWrite = (evaluation: Evaluation): ItemWrite => ({
  kind: 'put',
  key: evaluationKey(evaluation.account),
  item: {
    revision: evaluation.revision,
    ...timesOf(evaluation),
    ...packed(evaluation),
    ...(evaluation.dueAt && dueIndex(evaluation.dueAt, evaluationKey(evaluation.account))),
  },
  tests: isNextRevision(evaluation.revision),
});

const timesOf = ({ dueAt, dueOnce }: Evaluation) => ({ ...(dueAt && { dueAt }), ...(dueOnce && { dueOnce }) });
