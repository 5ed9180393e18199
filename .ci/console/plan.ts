import { expect } from 'vitest';
import { type ConsoleStage, seriousFindings, settled } from './console-stage.ts';

interface Plan {
  name?: string;
  goals: {
    id: string;
    title: string;
    state: string;
    dueAt?: string;
    metric?: string;
    target?: number;
    milestones?: unknown;
  }[];
}

const id = 'harbor-nine';

/** Adds a goal on a phone, changes it, marks it as reached, and drops it. */
export const planWithACustomer = async (stage: ConsoleStage): Promise<void> => {
  const traits = { name: 'Harbor Nine', owner: 'maya', touchModel: 'low' };
  await stage.send([{ type: 'group', groupId: id, userId: `${id}-a`, traits }]);
  const accountNow = async () => (await stage.ask(`/v1/accounts/${id}`, 'maya')) as Plan;
  await expect.poll(async () => (await accountNow()).name, { timeout: 60_000, interval: 500 }).toBe(traits.name);
  const options = { viewport: { width: 390, height: 844 } };
  const { page, complaints, close } = await stage.open(`/accounts/${id}`, 'maya', options);
  const goalNow = async (title: string) => (await accountNow()).goals.find(goal => goal.title === title);
  const fits = async () =>
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);

  await page.getByRole('button', { name: 'Add a goal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What they want to reach').fill('Reports for every town');
  await dialog.getByLabel('By', { exact: true }).fill('2026-06-01');
  await dialog.getByLabel('Measured by').selectOption('count:Report Shared');
  await dialog.getByLabel('Target').fill('40');
  expect(await seriousFindings(page)).toEqual([]);
  await fits();
  await dialog.getByRole('button', { name: 'Add the goal' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Change Reports for every town' }).waitFor();
  expect(await goalNow('Reports for every town')).toMatchObject({
    ...{ dueAt: '2026-06-01', metric: 'count:Report Shared', target: 40 },
  });
  expect(await seriousFindings(page)).toEqual([]);
  await fits();

  await page.getByRole('button', { name: 'Change Reports for every town' }).click();
  expect(await dialog.getByLabel('Target').inputValue()).toBe('40');
  await dialog.getByLabel('What they want to reach').fill('Reports for all');
  await dialog.getByLabel('By', { exact: true }).fill('');
  await dialog.getByRole('button', { name: 'Add a milestone' }).click();
  await dialog.getByLabel('Milestone 1', { exact: true }).fill('The first town');
  await dialog.getByLabel('Milestone 1 by').fill('2026-04-01');
  expect(await seriousFindings(page)).toEqual([]);
  await fits();
  await dialog.getByRole('button', { name: 'Change the goal' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByLabel('The first town').check();
  await expect
    .poll(async () => (await goalNow('Reports for all'))?.milestones)
    .toMatchObject([{ title: 'The first town', dueAt: '2026-04-01', doneAt: expect.any(String) }]);
  await page.getByRole('button', { name: 'Change Reports for all' }).waitFor();
  expect(await goalNow('Reports for all')).not.toHaveProperty('dueAt');

  // Undone, so nothing has happened; then for good, as leaving the page sends it.
  const row = page.locator('.goals > li', { hasText: 'Reports for all' });
  await page.getByRole('button', { name: 'Drop Reports for all' }).click();
  await row.waitFor({ state: 'detached' });
  await page.keyboard.press('u');
  await row.waitFor();
  await page.getByRole('button', { name: 'Reports for all is reached' }).click();
  await row.getByText('reached', { exact: true }).waitFor();
  await page.reload();
  await settled(page);
  await expect.poll(async () => (await goalNow('Reports for all'))?.state).toBe('reached');
  await page.getByRole('button', { name: 'Drop Reports for all' }).click();
  await page.reload();
  await expect.poll(() => goalNow('Reports for all')).toBe(undefined);
  expect(complaints).toEqual([]);
  await close();
};
