import { afterAll, beforeAll, test } from 'vitest';
import { type ConsoleStage, startStage } from './console-stage.ts';
import { clearAMonday } from './csm.ts';
import { tryItOut } from './engineer.ts';
import { everyPage } from './every-page.ts';
import { readTheMonth } from './lead.ts';
import { improveAMail } from './marketer.ts';
import { planWithACustomer } from './plan.ts';
import { swiftPages } from './swift.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await startStage(40);
});
afterAll(() => stage?.stop());

everyPage(() => stage);
swiftPages(() => stage);

test('a CSM clears a Monday by keyboard alone: with one handed over, one undone, and one that somebody else was faster at', () =>
  clearAMonday(stage));

test('a marketer finds why an account did not get a mail, sees who would enter a campaign, and sends herself a test', () =>
  improveAMail(stage));

test('a CSM adds a goal to a customer’s plan on a phone, changes it, marks it as reached, and drops it', () =>
  planWithACustomer(stage));

test('a lead finds the month’s net revenue retention, follows it to an account, and pauses a journey', () =>
  readTheMonth(stage));

test('an engineer moves the clock while a note is written, goes back, and sends an event', () => tryItOut(stage));
