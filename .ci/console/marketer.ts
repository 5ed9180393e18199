import { expect } from 'vitest';
import { type ConsoleStage, settled } from './console-stage.ts';

/**
 * Finds why an account did not get a mail, reads its journey in a picture and in English, sees who would enter a campaign, and sends
 * herself a test.
 */
export const improveAMail = async (stage: ConsoleStage): Promise<void> => {
  const { page, complaints, close } = await stage.open('/journeys', 'marketer');
  await page.getByRole('link', { name: 'Onboarding', exact: true }).click();
  await page.waitForURL(/\/journeys\/onboarding/);
  await settled(page);
  await page.locator('[data-step=first-project]').first().click();
  await page.getByText('Create your first project (it takes four minutes)').last().waitFor();
  const mails = page.getByRole('region', { name: 'Its mails' });
  await mails.getByRole('button', { name: /^Delivered: / }).click();
  await mails.getByRole('heading', { name: 'Delivered, by account' }).waitFor();
  await mails.locator('.who-list a').first().waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page
    .getByText(/Account Created/)
    .first()
    .waitFor();

  // Why did an account not get it?
  const left = await accountWithout(stage, 'onboarding', 'first-project');
  await page.goto(`${stage.url}/why`);
  await settled(page);
  await page.getByRole('searchbox', { name: 'Account' }).fill(left.name);
  await page.getByRole('link', { name: left.name, exact: true }).click();
  await settled(page);
  await page.getByRole('link', { name: 'Onboarding', exact: true }).click();
  await settled(page);
  await page.getByRole('combobox', { name: 'Every step' }).selectOption('first-project');
  await settled(page);
  await page.getByText('Not sent').first().waitFor();
  const shut = page.locator('.gates .failed').first();
  expect(await shut.textContent()).toMatch(/projects/);

  // Accounts that would enter a campaign.
  await page.goto(`${stage.url}/journeys/automations-launch?tab=audience`);
  await settled(page);
  const numbers = page.locator('.funnel .number');
  const counts = (await numbers.allTextContents()).map(Number);
  expect(counts.length).toBeGreaterThan(2);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  await numbers.last().click();
  await settled(page);
  expect(await page.locator('.who-list li').count()).toBe(counts.at(-1));

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

/** An account that came to the step and did not get it. */
const accountWithout = async (
  stage: ConsoleStage,
  journey: string,
  step: string,
): Promise<{ id: string; name: string }> => {
  const { accounts } = (await stage.ask(`/v1/journeys/${journey}/accounts?of=entered&step=${step}`, 'marketer')) as {
    accounts: { id: string; name: string }[];
  };
  for (const account of accounts) {
    const { steps } = (await stage.ask(
      `/v1/why?account=${account.id}&journey=${journey}&step=${step}`,
      'marketer',
    )) as {
      steps: { attempts: { outcome: string }[] }[];
    };
    if (steps.some(({ attempts }) => attempts.some(({ outcome }) => outcome === 'skipped'))) return account;
  }
  throw new Error(`Every account got ${step}.`);
};

const mailsOf = async ({ url }: ConsoleStage) =>
  (await (await fetch(`${url}/dev/mails`)).json()) as { to: string; subject: string }[];
