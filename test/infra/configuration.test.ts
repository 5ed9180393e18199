import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../infra/configuration.ts';

const inbox = { mail: { testInbox: 'inbox@acme.example' } };

describe('cdk.json', () => {
  it('needs to say little: every default is filled in', () => {
    expect(readConfiguration({ prod: inbox }, 'prod')).toEqual({
      environment: 'prod',
      mail: { live: false, testInbox: 'inbox@acme.example' },
      appOrigins: [],
      taskSinks: {},
      promptPollSeconds: 120,
      browserKeys: [],
      browserCallsPerHour: 20_000,
      browserRequestsPerSecond: 50,
      requestsPerSecond: 100,
      requestsAtOnce: 200,
      eventDays: 761,
      logDays: 30,
      traced: 0.05,
      alarmsTo: [],
      monthlyBudget: 50,
    });
  });

  it('has its defaults in docs/deploy.md', () => {
    const rows = readFileSync('docs/deploy.md', 'utf8')
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .map(line => line.split('|').map(cell => cell.trim()));
    const told = Object.fromEntries(
      rows.flatMap(([, names = '', values = '']) => {
        const each = values.split(', ');
        return names
          .split(', ')
          .map((name, index) => [name.replaceAll('`', ''), (each[index] ?? '').replaceAll('`', '')]);
      }),
    );
    const { environment, mail, ...settings } = readConfiguration({ prod: inbox }, 'prod');
    for (const [name, value] of Object.entries(settings)) {
      expect([name, told[name]]).toEqual([name, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
    }
    expect(told['mail.live']).toBe(String(mail.live));
  });

  it('is told everything that is wrong with it at once', () => {
    const given = { dev: { mail: { live: true }, logDays: 31, alarmsTo: ['ada'], colour: 'red' }, test: {} };
    expect(() => readConfiguration(given)).toThrow(
      [
        'cdk.json is not right:',
        '  daymark.test is unknown: environments are dev, staging, prod',
        '  daymark.dev.mail.domain is missing: live mail needs a domain that SES has verified',
      ].join('\n'),
    );
    expect(() => readConfiguration(given)).toThrow(
      /daymark\.dev\.logDays[\s\S]*daymark\.dev\.alarmsTo\.0 must be an address/,
    );
    expect(() => readConfiguration(given)).toThrow(/colour/);
  });

  it('sends no mail to customers unless it says so, and names who gets it instead', () => {
    expect(() => readConfiguration({ dev: {} })).toThrow(/daymark\.dev\.mail\.testInbox is missing/);
    expect(readConfiguration({ dev: inbox }).mail.live).toBe(false);
  });

  it('goes live only for the domains that the policy sends from', () => {
    const live = { prod: { mail: { live: true, domain: 'acme.example' } } };
    expect(readConfiguration(live, 'prod', ['Acme <hello@acme.example>', 'billing@mail.acme.example']).mail.live).toBe(
      true,
    );
    expect(() => readConfiguration(live, 'prod', ['hello@other.example', 'x@notacme.example'])).toThrow(
      /must cover other\.example[\s\S]*must cover notacme\.example/,
    );
  });

  it('knows three environments', () => {
    expect(() => readConfiguration({ dev: inbox }, 'production')).toThrow(/one of dev, staging, prod/);
  });
});
