import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliverableAddress, mailboxOf } from '../../engine/contacts/mail-address.ts';

const taken: [text: string, address: string][] = [
  ['ada@acme.example', 'ada@acme.example'],
  [' Ada.Reyes+tag@ACME.example ', 'Ada.Reyes+tag@acme.example'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
  ['ada@例え.テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  ['ada@acme。example', 'ada@acme.example'],
  ['ada@mañana.example', 'ada@xn--maana-pta.example'],
  ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
  ["o'neil_{x}=?@acme.example", "o'neil_{x}=?@acme.example"],
];
const refused = [
  '',
  'ada',
  'n/a',
  'ada@',
  '@acme.example',
  'jürgen@acme.example',
  'аda@acme.example',
  '用户@例え.テスト',
  'ada lovelace@acme.example',
  'Ada <ada@acme.example>',
  'ada@acme.example, bo@acme.example',
  'ada@acme.example;bo@acme.example',
  'ada@bo@acme.example',
  '.ada@acme.example',
  'ada.@acme.example',
  'ada..b@acme.example',
  'ada@acme..example',
  'ada@.example',
  'ada@acme.example.',
  'ada@-acme.example',
  'ada@acme_x.example',
  'ada@acme.example\r\nBcc: all@acme.example',
  `${'a'.repeat(65)}@acme.example`,
  `ada@${'a'.repeat(64)}.example`,
  `ada@${'abcdefgh.'.repeat(30)}example`,
  'ada@\ud800.example',
];

test.each(taken)('%s goes to %s', (text, address) => expect(deliverableAddress(text)).toBe(address));

test.each(refused.map(text => [text]))('%j is nothing that a mail can go to', text =>
  expect(deliverableAddress(text)).toBeUndefined(),
);

test('an address that goes to a mailbox goes there in ASCII, and stays as it is when asked again', () => {
  const label = fc.stringMatching(/^[a-zäöüßéñ日本ก]{1,8}$/);
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9+_-]{1,12}$/), label, label, (local, one, two) => {
      const address = deliverableAddress(`${local}@${one}.${two}`);
      if (address === undefined) return;
      expect(address).toMatch(/^[\x21-\x7e]+$/);
      expect(address.startsWith(`${local}@`)).toBe(true);
      expect(deliverableAddress(address)).toBe(address);
    }),
  );
});

test('spellings of one mailbox are one, and tags and dots tell mailboxes apart', () => {
  const spellings = [
    'Ada@bücher.example',
    ' ADA@XN--BCHER-KVA.example',
    'ada@BÜCHER.EXAMPLE',
    'ada@bu\u0308cher.example',
  ];
  expect(new Set(spellings.map(mailboxOf)).size).toBe(1);
  const others = ['ada+tag@acme.example', 'a.da@acme.example', 'ada@acme.example', 'ada@mail.acme.example'];
  expect(new Set(others.map(mailboxOf)).size).toBe(4);
});
