import { afterAll, beforeAll, test } from 'vitest';
import { clearAMonday } from './csm.ts';
import { everyPage } from './every-page.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(40);
});
afterAll(() => stage?.stop());

everyPage(() => stage);

test('a CSM clears a Monday by keyboard alone: with one handed over, one undone, and one that somebody else was faster at', () =>
  clearAMonday(stage));
