import { expect, it } from 'vitest';
import type { Delivery } from '../../engine/account/delivery.ts';
import { mailRates, mailsBehind } from '../../engine/sending/mail-rates.ts';

const at = (second: number) => `2026-03-09T09:00:${String(second).padStart(2, '0')}.000Z`;
const mail = (facts: Delivery['facts'], state: Delivery['state'] = 'accepted') => ({ state, facts });

it('counts clicks of machines apart: those within seconds of the delivery', () => {
  const mails = [
    mail({ delivered: at(1), clicked: at(2) }),
    mail({ delivered: at(1), clicked: at(11) }),
    mail({ clicked: at(2) }),
    mail({ delivered: at(1), bounced: at(30) }),
    mail({}),
    mail({}, 'held'),
  ];
  expect(mailRates(mails)).toEqual({
    ...{ sent: 5, delivered: 3, clicked: 2, clickedByMachines: 1, answered: 0, bounced: 1, complained: 0 },
  });
  expect(mailsBehind('clicked', mails)).toEqual([mails[1], mails[2]]);
});
