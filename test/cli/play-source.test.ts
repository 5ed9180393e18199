import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { playSource } from '../../engine/cli/play-source.ts';
import { track } from '../support/recorded-events.ts';

test('a play that would end before it begins is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'daymark-play-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'a.jsonl');
  writeFileSync(file, JSON.stringify(track('a', 'Signed In', '2026-03-01T09:00:00Z')));
  const never = () => Promise.reject(new Error('played'));
  const playing = playSource(
    { project: {} } as never,
    [file],
    { seed: 1, until: '2026-02-28T00:00:00.000Z' },
    () => never,
  );
  await expect(playing).rejects.toMatchObject({
    message: expect.stringContaining('is before the first event, at 2026-03-01T09:00:00.000Z'),
    exitCode: 2,
  });
});
