import { expect, test } from 'vitest';
import { chooseRules } from '../../engine/health/choose-rules.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { catalog } from '../../journeys/catalog.ts';
import { aSnapshot } from '../support/routed.ts';
import { someProfile } from '../support/touch.ts';

const now = '2026-06-01T03:00:00.000Z';

/** The profile that judges an account of the sample business in that stage. */
const judge = (stage: string, attributes: Record<string, Scalar> = {}, days = 10): string | undefined => {
  const { health: model, stages } = catalog.data;
  if (!model || !stages) throw new Error('the sample business has health and stages');
  const said = Object.entries({ plan: 'team', touchModel: 'low', ...attributes });
  const profile = {
    ...someProfile(),
    attributes: Object.fromEntries(said.map(([name, value]) => [name, { value, at: now }])),
  };
  const at = { name: stage, since: plusSeconds(now, -days * 86_400), rules: stages.version };
  return chooseRules(
    model,
    aSnapshot({ profile, evaluation: { account: 'acme', signals: {}, revision: 1, stage: at } }),
    now,
  ).profile;
};

test('each stage is judged by its own profile, new customers before all, and the others by the model itself', () => {
  const stages = catalog.data.stages?.rules.map(({ name }) => name) ?? [];
  expect(Object.fromEntries(stages.map(stage => [stage, judge(stage)]))).toEqual({
    churned: undefined,
    trial: 'trial',
    free: undefined,
    atRisk: undefined,
    renewing: 'renewing',
    onboarding: 'onboarding',
    advocate: undefined,
    expanding: undefined,
    adopting: undefined,
  });
  const digital = { touchModel: 'digital' };
  expect(['trial', 'onboarding', 'adopting', 'renewing'].map(stage => judge(stage, digital))).toEqual([
    'trial',
    'onboarding',
    'digital',
    'digital',
  ]);
});

test('who does not launch is judged mildly for 90 days, and not on the last of them', () => {
  expect(judge('onboarding', {}, 89)).toBe('onboarding');
  expect(judge('onboarding', {}, 90)).toBeUndefined();
});
