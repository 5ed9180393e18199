import { describe, expect, test } from 'vitest';
import { type Csm, calendarOf, isAway, memberOf, type Team, teamOf } from '../../engine/definition/team.ts';
import { aPolicy } from '../support/touch.ts';

const csm = (id: string, more: Partial<Csm> = {}): Csm => ({ id, email: `${id}@example.com`, ...more });
const { businessCalendar } = aPolicy();

describe('a CSM', () => {
  test('is away from the first day to the last, where the CSM is', () => {
    const ann = csm('ann', { away: [{ from: '2026-03-09', to: '2026-03-10' }], calendar: { timezone: 'Asia/Tokyo' } });
    const away = (at: string, who = ann) => isAway(who, at, [who], businessCalendar);
    // Midnight in Tokyo is 15:00 of the day before in UTC.
    expect(away('2026-03-08T14:59:59.000Z')).toBe(false);
    expect(away('2026-03-08T15:00:00.000Z')).toBe(true);
    expect(away('2026-03-10T14:59:59.000Z')).toBe(true);
    expect(away('2026-03-10T15:00:00.000Z')).toBe(false);
    expect(away('2026-03-09T12:00:00.000Z', csm('ann'))).toBe(false);
    const twice = csm('ann', {
      away: [
        { from: '2026-01-01', to: '2026-01-02' },
        { from: '2026-03-10', to: '2026-03-10' },
      ],
    });
    expect(away('2026-03-10T12:00:00.000Z', twice)).toBe(true);
  });

  test('is known by id, or by address or id in letters of either case', () => {
    const team: Team = [
      csm('Maya'),
      csm('tom', { email: 'Thomas@Example.com' }),
      csm('maya', { email: 'm@example.com' }),
    ];
    expect(memberOf('maya', team)?.email).toBe('m@example.com');
    expect(memberOf(' THOMAS@example.COM ', team)?.id).toBe('tom');
    expect(memberOf('TOM', team)?.id).toBe('tom');
    expect(memberOf('MAYA', team)?.id).toBe('Maya');
    expect(memberOf('ines', team)).toBeUndefined();
  });

  test('works by own hours where they are known, else by those of the business', () => {
    const team: Team = [csm('maya', { calendar: { opens: '08:00' } })];
    expect(calendarOf('maya', team, businessCalendar)).toEqual({ ...businessCalendar, opens: '08:00' });
    expect(calendarOf('ines', team, businessCalendar)).toEqual(businessCalendar);
  });
});

test('a lead sees the tasks of everybody led, at any remove, also where leads form a circle', () => {
  const team: Team = [
    csm('ann', { lead: 'ruth' }),
    csm('tom', { lead: 'ann' }),
    csm('ruth', { lead: 'tom' }),
    csm('ines'),
  ];
  expect(teamOf('ruth', team)).toEqual(['ruth', 'ann', 'tom']);
  expect(teamOf('ines', team)).toEqual(['ines']);
});
