import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Alarm } from '../../engine/ports/alarms.ts';
import { describeCanary, figuresOfStories, judgeCanary } from '../../engine/versions/judge-canary.ts';
import { addVersions } from '../../engine/versions/live-versions.ts';
import { judgeVersions } from '../../engine/versions/use-cases/judge-versions.ts';
import {
  beginsInNewest,
  describeVersionShare,
  isCompared,
  leftByShare,
  type VersionShare,
  versionShareOf,
} from '../../engine/versions/version-share.ts';

const journey = { id: 'onboarding', hash: 'b2' };

describe('the share of a version', () => {
  it('is read back from the switch as it was written, while that version is the newest', () => {
    const share = { share: 25, rest: 'a1', why: '3 of 4 failed: see' };
    expect(versionShareOf(journey, 'a1', describeVersionShare('b2', share))).toEqual(share);
    expect(versionShareOf(journey, 'a1', describeVersionShare('b2', { share: 100 }))).toEqual({ share: 100 });
    expect(versionShareOf({ hash: 'c3' }, 'b2', describeVersionShare('b2', share))).toEqual({ share: 100 });
  });

  it('is everybody where a switch says what cannot be', () => {
    for (const value of ['', 'b2', '25 % of b2', '101 % of b2', '-1 % of b2, the rest a1', 'half % of b2'])
      expect(versionShareOf(journey, 'a1', value)).toEqual({ share: 100 });
  });

  it('is that of the canary until a switch says otherwise, and everybody where there was no version before', () => {
    const careful = { ...journey, canary: 10 };
    expect(versionShareOf(careful, 'a1', undefined)).toEqual({ share: 10, rest: 'a1' });
    expect(versionShareOf(careful, undefined, undefined)).toEqual({ share: 100 });
    expect(versionShareOf(careful, 'a1', describeVersionShare('b2', { share: 100 }))).toEqual({ share: 100 });
  });

  it('leaves in their version whom routing would not see the newest for: migrating them would do nothing', () => {
    const accounts = Array.from({ length: 100 }, (_, index) => `account-${index}`);
    const left = (share: VersionShare) => accounts.filter(account => leftByShare(account, journey, share));
    expect(left({ share: 100 })).toEqual([]);
    expect(left({ share: 0, rest: 'a1' })).toEqual(accounts);
    expect(left({ share: 30, rest: 'a1' })).toEqual(
      accounts.filter(account => !beginsInNewest(account, journey, { share: 30 })),
    );
  });

  it('keeps the accounts of a smaller share in a larger one, and is about as large as it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (account, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        if (beginsInNewest(account, journey, { share: less }))
          expect(beginsInNewest(account, journey, { share: more })).toBe(true);
        expect([0, 100].map(share => beginsInNewest(account, journey, { share }))).toEqual([false, true]);
      }),
    );
    const inIt = Array.from({ length: 10_000 }, (_, index) => `account-${index}`).filter(account =>
      beginsInNewest(account, journey, { share: 10 }),
    );
    expect(inIt.length).toBeGreaterThan(900);
    expect(inIt.length).toBeLessThan(1100);
  });
});

describe('versions that are brought', () => {
  const of = (hash: string, canary?: number) =>
    ({ id: 'onboarding', hash, ...(canary && { canary }) }) as JourneyDefinition;
  const told = (...each: JourneyDefinition[]) =>
    each.reduce((known, one, index) => addVersions(known, [one], `2026-03-0${index + 1}T00:00:00.000Z`).live, {});

  it('are followed by the one before, whichever process tells last', () => {
    expect(told(of('a'), of('b'))).toEqual({
      onboarding: { version: 'b', before: 'a', since: '2026-03-02T00:00:00.000Z' },
    });
    expect(told(of('a'), of('b'), of('a'), of('b'))).toMatchObject({ onboarding: { version: 'b', before: 'a' } });
  });

  it('stay as they are where only the canary changes', () => {
    expect(told(of('a'), of('b', 10), of('b', 20))).toEqual({
      onboarding: { version: 'b', before: 'a', canary: 20, since: '2026-03-02T00:00:00.000Z' },
    });
    expect(addVersions(told(of('a')), [of('a')], '2026-04-01T00:00:00.000Z').changed).toEqual([]);
  });
});

describe('a canary', () => {
  const figures = (began: number, failed: number, held = 0, unsubscribed = 0) => ({
    ...{ began, failed, held, unsubscribed },
    complained: 0,
  });

  it('ends where more fail, or are held, than chance may explain', () => {
    const reason = judgeCanary(figures(4, 3), figures(30, 0));
    expect(reason && describeCanary(reason)).toBe('3 of 4 failed, and 0 of 30 in the version before');
    const held = judgeCanary(figures(20, 0, 18), figures(80, 1, 20));
    const unwanted = judgeCanary(figures(20, 0, 0, 9), figures(80, 0, 0, 2));
    expect(unwanted?.because).toBe('unsubscribed');
    expect(held && describeCanary(held)).toBe('18 of 20 had touches held, and 20 of 80 in the version before');
  });

  it('goes on where both do alike, where few began, and where the other one does worse', () => {
    expect(judgeCanary(figures(10, 4), figures(40, 16))).toBeUndefined();
    expect(judgeCanary(figures(2, 2), figures(40, 0))).toBeUndefined();
    expect(judgeCanary(figures(20, 0, 3), figures(80, 60, 60))).toBeUndefined();
    expect(judgeCanary(figures(60, 3), figures(0, 0))).toBeUndefined();
    expect(judgeCanary(figures(4, 4), figures(0, 0))).toMatchObject({ because: 'failed' });
  });

  it('counts each enrollment once, and of what contacts said only what a link in its own mails said', () => {
    const line = { at: '2026-03-02T00:00:00.000Z', account: 'acme', journey: 'onboarding', enrollment: 'e1', key: '1' };
    const held = { type: 'touch', step: 's', channel: 'email', outcome: 'held', to: 'ada' } as const;
    const of = (evidence: string, status: 'in' | 'out' = 'out') => ({ evidence, status, source: 'link' as const });
    const story = (consents: ReturnType<typeof of>[], facts = {}) => ({
      lines: [held, held].map(entry => ({ ...line, entry })),
      deliveries: [{ id: 'd1', facts }],
      consents,
    });
    const complained = { complained: line.at };
    expect(
      figuresOfStories([story([of('d1'), of('d1')], complained), story([of('other')]), story([of('d1', 'in')])]),
    ).toEqual({ began: 3, failed: 0, held: 3, complained: 1, unsubscribed: 1 });
  });

  it('is shut and told of, wherever the process that finds it dies', async () => {
    const line = { at: '2026-03-02T00:00:00.000Z', account: 'acme', journey: 'onboarding', enrollment: 'e', key: '1' };
    const fails = { lines: [{ ...line, entry: { type: 'failed' as const, error: 'Broken' } }] };
    const versions = {
      isLookDue: () => true,
      begun: async (_: string, version: string) =>
        Array.from({ length: 4 }, (__, index) => ({ ...line, id: String(index), version, startedAt: line.at })),
      story: async ({ version }: { version: string }) => ({
        ...{ lines: [], deliveries: [], consents: [] },
        ...(version === 'b2' && fails),
      }),
    };
    for (const dies of ['raise before', 'raise after', 'set before', 'set after', 'never']) {
      const done: string[] = [];
      let value: string | undefined;
      const request = async (name: string, act: () => void) => {
        const isLast = dies.startsWith(name) && !done.includes('died');
        if (!(isLast && dies.endsWith('before'))) act();
        if (!isLast) return;
        done.push('died');
        throw new Error('The process is gone.');
      };
      const ports = {
        versions,
        alarms: { raise: ({ alarm }: Alarm) => request('raise', () => done.push(alarm)) },
        switches: {
          set: (_: string, said: string) =>
            request('set', () => {
              value = said;
            }),
        },
      };
      const look = () => {
        const share = versionShareOf({ ...journey, canary: 10 }, 'a1', value);
        if (!isCompared(share)) return Promise.resolve(share);
        return judgeVersions(journey as JourneyDefinition, share, line.at, ports as never);
      };
      await look().catch(() => undefined);
      expect(await look()).toMatchObject({ share: 0, rest: 'a1', why: expect.stringMatching(/^4 of 4 failed/) });
      expect(done, dies).toContain('canary');
    }
  });
});
