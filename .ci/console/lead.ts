import { expect } from 'vitest';
import { type ConsoleStage, settled } from './console-stage.ts';

/** Finds the month's net revenue retention, follows it to an account, and pauses a journey. */
export const readTheMonth = async (stage: ConsoleStage): Promise<void> => {
  const { page, complaints, close } = await stage.open('/numbers', 'ruth');
  const figure = page.getByRole('link', { name: /^Net revenue retention/ });
  expect(await figure.textContent()).toMatch(/\d %/);
  await figure.click();
  const behind = page.getByRole('complementary', { name: 'Net revenue retention' });
  const accounts = behind.locator('a[href^="/accounts/"]');
  // The latest month in which it was moved.
  const months = behind.locator('a[href*="month="]');
  for (let n = 0; n < (await months.count()) && (await accounts.count()) === 0; n++) {
    await months.nth(n).click();
    await settled(page);
  }
  await accounts.first().click();
  await page.waitForFunction("location.pathname.startsWith('/accounts/')");
  await settled(page);
  expect(await page.locator('h1').textContent()).not.toBe('');

  await page.goto(`${stage.url}/journeys/onboarding`);
  await settled(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Type onboarding to go on').waitFor();
  const confirm = dialog.getByRole('button', { name: 'Pause' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('onboarding');
  await confirm.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  const { state } = (await stage.ask('/v1/journeys/onboarding', 'ruth')) as { state: string };
  expect(state).toBe('paused');
  expect(complaints).toEqual([]);
  await close();
};
