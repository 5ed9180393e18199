import { expect } from 'vitest';
import { type Stage, settled } from './stage.ts';

/** Reads a journey in a picture and in English, sees who is at a step, and sends herself a test of its mail. */
export const improveAMail = async (stage: Stage): Promise<void> => {
  const { page, complaints, close } = await stage.open('/journeys', 'marketer');
  await page.getByRole('link', { name: 'Onboarding', exact: true }).click();
  await page.waitForURL(/\/journeys\/onboarding/);
  await settled(page);
  await page.locator('[data-step=first-project]').first().click();
  await page.getByText('Create your first project (it takes four minutes)').last().waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page
    .getByText(/Account Created/)
    .first()
    .waitFor();

  await page.goto(`${stage.url}/messages?template=first-project`);
  await settled(page);
  const before = await mailsOf(stage);
  await page.getByRole('button', { name: /^Send me a test/ }).click();
  await expect.poll(async () => (await mailsOf(stage)).length, { timeout: 30_000 }).toBe(before.length + 1);
  const sent = (await mailsOf(stage)).at(-1);
  expect(sent?.to).toBe('marketer@daymark.example');
  expect(complaints).toEqual([]);
  await close();
};

const mailsOf = async ({ url }: Stage) =>
  (await (await fetch(`${url}/dev/mails`)).json()) as { to: string; subject: string }[];
