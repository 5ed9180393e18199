import { expect } from 'vitest';
import { type ConsoleStage, settled } from './console-stage.ts';

/** Jumps ahead while a note is written, goes back, sends an event by the form, and reads the mail that it caused. */
export const tryItOut = async (stage: ConsoleStage): Promise<void> => {
  const { page, complaints, close } = await stage.open('/accounts/quarry-labs?tab=story', 'ruth');
  const bar = page.getByRole('complementary', { name: 'Development' });
  const dayNow = async (): Promise<string> => ((await bar.locator('time').textContent()) ?? '').slice(0, 10);
  const becomes = (day: unknown) => expect.poll(dayNow, { timeout: 60_000 }).toEqual(day);
  await becomes(expect.stringMatching(/^\d{4}-/));
  const before = await dayNow();
  const after = new Date(Date.parse(before) + 86_400_000).toISOString().slice(0, 10);

  await page.getByRole('button', { name: 'Write a note' }).click();
  const words = page.getByRole('dialog').getByRole('textbox');
  await words.fill('They move offices in May.');
  await page.evaluate("fetch('/dev/clock', { method: 'POST', body: JSON.stringify({ by: 'P1D' }) })");
  await becomes(after);
  expect(await words.inputValue()).toBe('They move offices in May.');
  // Kept over what loads the page anew, too.
  await page.reload();
  await settled(page);
  await page.getByRole('button', { name: 'Write a note' }).click();
  expect(await words.inputValue()).toBe('They move offices in May.');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();

  const back = bar.getByRole('combobox', { name: 'Undo a jump' });
  await back.selectOption({ index: 1 });
  await becomes(before);

  await bar.getByRole('button', { name: 'Send an event' }).click();
  await bar.getByRole('button', { name: /^Send to \// }).click();
  await expect.poll(() => bar.locator('output').textContent()).not.toBe('');
  await bar.getByRole('button', { name: 'Mailbox' }).click();
  await bar.getByRole('region', { name: 'Mailbox' }).locator('p, li').first().waitFor();
  // A token from before the clock went back is refused once, and another one asked for.
  expect(complaints.filter(text => !text.includes('401'))).toEqual([]);
  await close();
};
