import { expect, it } from 'vitest';
import { recognizeEvents } from '../../engine/playback/read-events.ts';
import { unknownActions } from '../../engine/playback/unknown-actions.ts';
import { shippedProject } from '../support/play-case.ts';
import { promptAction, taskAction } from '../support/recorded-events.ts';

const journeys = (await shippedProject()).journeys.map(({ definition }) => definition);
const at = '2026-01-06T10:00:00Z';
const said = (...events: object[]) => {
  const { events: recorded } = recognizeEvents(
    events.map(each => JSON.stringify(each)),
    'acme.jsonl',
  );
  return unknownActions(recorded, journeys).map(({ file, line, what, fix }) => `${file}:${line}: ${what}: ${fix}`);
};

it('tells an action on a task that no journey opens, with the one that may be meant', () => {
  expect(
    said(
      taskAction('acme', 'payment-escalation', 'resolve', at, { outcome: 'contacted_recovering' }),
      taskAction('acme', 'payment-escalaton', 'acknowledge', at),
      taskAction('acme', 'canceled for non-payment', 'acknowledge', at),
    ),
  ).toEqual([
    'acme.jsonl:2: reason is not a task of any journey: "payment-escalaton". Did you mean "payment-escalation"?',
  ]);
});

it('tells an action on a prompt that no journey shows', () => {
  const seen = (step: string) => promptAction('acme', 'ada', step, 'seen', at);
  expect(said(seen('core-workflow-tour'), seen('core-workflow-tuor'))).toEqual([
    'acme.jsonl:2: step is not a prompt of any journey: "core-workflow-tuor". Did you mean "core-workflow-tour"?',
  ]);
});

it.each([
  ['step', 'first-project', 'a mail'],
  ['step', 'adoption-check', 'a branch'],
  ['step', 'low-adoption', 'a task'],
  ['prompt', 'first-project', 'a mail'],
  ['prompt', 'core-workflow-tuor', 'a misspelled template'],
])('tells an action on the %s %s, which is %s and no prompt', (member, name) => {
  const { step: _, ...action } = promptAction('acme', 'ada', 'x', 'seen', at);
  expect(said({ ...action, [member]: name })).toEqual([
    expect.stringContaining(`acme.jsonl:1: ${member} is not a prompt of any journey: "${name}". `),
  ]);
});

it('says nothing of an action that names the template of a prompt', () => {
  const { step: _, ...action } = promptAction('acme', 'ada', 'x', 'seen', at);
  const templates = ['core-workflow-tour', ' payment-banner '];
  expect(said(...templates.map(prompt => ({ ...action, id: prompt, prompt })))).toEqual([]);
});
