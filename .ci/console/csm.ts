import { expect } from 'vitest';
import { type ConsoleStage, type Opened, settled } from './console-stage.ts';

interface Today {
  counts: Record<string, number>;
  rows: { id: string; title: string; account: { name: string }; owner: { id: string } }[];
}

const csm = 'maya';

const rowsOf = ({ page }: Opened) => page.locator('.task-row');
const todayNow = async (stage: ConsoleStage) => (await stage.ask('/v1/today', csm)) as Today;

/** Thirty champions leave at once; Maya owns all of their accounts. */
export const clearAMonday = async (stage: ConsoleStage): Promise<void> => {
  await stage.send(
    Array.from({ length: 30 }, (_, n) => {
      const [account, user] = [`port-${n + 1}`, `port-${n + 1}-a`];
      const traits = { name: `Port No. ${n + 1}`, arr: 1_000 * (n + 1), owner: csm, touchModel: 'low' };
      return [
        { type: 'group', groupId: account, userId: user, traits },
        { type: 'track', userId: user, event: 'Champion Left', context: { groupId: account } },
      ];
    }).flat(),
  );
  const already = (await todayNow(stage)).rows.filter(({ account }) => !account.name.startsWith('Port No.')).length;
  await expect
    .poll(async () => (await todayNow(stage)).rows.length, { timeout: 120_000, interval: 1_000 })
    .toBe(already + 30);
  const before = await todayNow(stage);
  const opened = await stage.open('/', csm);
  const { page } = opened;
  expect(await rowsOf(opened).count()).toBe(before.rows.length);

  // Snoozed, and undone: nothing has happened.
  const first = before.rows[0];
  await page.keyboard.press('s');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('1');
  await expect.poll(() => rowsOf(opened).count()).toBe(before.rows.length - 1);
  await page.keyboard.press('u');
  await expect.poll(() => rowsOf(opened).count()).toBe(before.rows.length);
  expect((await todayNow(stage)).rows.find(({ id }) => id === first?.id)).toMatchObject({ status: 'open' });

  // Handed over.
  await page.locator('.task-row').first().locator('.what').focus();
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('1');
  await expect.poll(() => rowsOf(opened).count()).toBe(before.rows.length - 1);

  // Another person is faster.
  const current = await page.locator('.task-row[aria-current=true]').getAttribute('id');
  const contested = current?.replace(/^task-/, '') ?? '';
  await page.keyboard.press('r');
  await page.getByRole('dialog').waitFor();
  await act(stage, contested, 'resolve', { outcome: 'duplicate' });
  await resolveWith(opened, 'plan_agreed');
  await page.locator('.toasts .error').waitFor();

  await expect.poll(() => rowsOf(opened).count()).toBe(before.rows.length - 2);

  // All the rest.
  for (let left = await rowsOf(opened).count(); left > 0; left = await rowsOf(opened).count()) {
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await resolveWith(opened, 'contacted_recovering');
    await expect.poll(() => rowsOf(opened).count()).toBeLessThan(left);
  }
  await page.getByText('Nothing is left to do').waitFor();
  await expect.poll(async () => (await todayNow(stage)).rows.length, { timeout: 60_000, interval: 500 }).toBe(0);
  await settled(page);
  expect(opened.complaints.filter(each => !/409/.test(each))).toEqual([]);
  await opened.close();
};

const resolveWith = async ({ page }: Opened, outcome: string) => {
  await page.locator(`dialog input[value=${outcome}]`).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

const act = async (stage: ConsoleStage, id: string, action: string, body: unknown) => {
  const { token } = (await (await fetch(`${stage.url}/dev/session?as=${csm}`)).json()) as { token: string };
  const answer = await fetch(`${stage.url}/v1/tasks/${encodeURIComponent(id)}/${action}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBeLessThan(300);
};
