import { describe, expect, test } from 'vitest';
import type { ImportKind } from '../../engine/import/import-kind.ts';
import { mapColumns, saidMappings } from '../../engine/import/map-columns.ts';
import { addressKey, type ImportedBefore, planImport } from '../../engine/import/plan-import.ts';
import { readCsv } from '../../engine/import/read-csv.ts';
import { readRows } from '../../engine/import/read-rows.ts';
import { recognizeExport, rowsOf } from '../../engine/import/recognize-export.ts';
import { rowKinds } from '../../engine/import/row-kinds.ts';
import { catalog } from '../../journeys/catalog.ts';
import { team } from '../../journeys/team.ts';

const at = '2026-03-01T00:00:00.000Z';
const nothing: ImportedBefore = { contents: new Map(), people: new Map(), holds: new Map() };

const mappingOf = (header: string, kind: ImportKind, map: readonly string[] = []) => {
  const { columns } = readCsv(`${header}\n`);
  const said = saidMappings(map, columns);
  return mapColumns(columns, { kind, known: recognizeExport(columns, kind), said, set: [], catalog: catalog.data });
};

const planOf = (
  csv: string,
  {
    kind,
    map = [],
    before = nothing,
    starting = [],
  }: { kind: ImportKind; map?: string[]; before?: ImportedBefore; starting?: string[] },
) => {
  const table = readCsv(csv);
  const [header = ''] = csv.split('\n');
  const rows = readRows(table, mappingOf(header, kind, map), rowKinds[kind].fields(catalog.data), {
    set: new Map(),
    team,
  });
  return planImport(rows, { kind, catalog: catalog.data, at, before, starting: new Set(starting) });
};

const exports: [tool: string, kind: ImportKind, header: string, fields: Record<string, string>][] = [
  [
    'HubSpot',
    'accounts',
    'Record ID,Company name,Company Domain Name,Company owner,Annual Revenue,Time Zone,Renewal Date',
    {
      'Record ID': 'groupId',
      'Company name': 'name',
      'Company owner': 'owner',
      'Time Zone': 'timezone',
      'Renewal Date': 'renewalAt',
    },
  ],
  [
    'HubSpot',
    'contacts',
    'Record ID,First Name,Last Name,Email,Contact owner,Associated Company IDs,Unsubscribed from all email,Opted out of email: News',
    {
      'Record ID': 'userId',
      'First Name': 'firstName',
      'Last Name': 'lastName',
      Email: 'email',
      'Associated Company IDs': 'groupId',
      'Unsubscribed from all email': 'unsubscribed',
      'Opted out of email: News': 'unsubscribed',
    },
  ],
  [
    'Salesforce',
    'accounts',
    'Account ID,Account Name,Account Owner,Annual Revenue,Employees,Billing City',
    { 'Account ID': 'groupId', 'Account Name': 'name', 'Account Owner': 'owner' },
  ],
  [
    'Salesforce',
    'contacts',
    'Id,AccountId,FirstName,LastName,Email,HasOptedOutOfEmail,OwnerId',
    {
      Id: 'userId',
      AccountId: 'groupId',
      FirstName: 'firstName',
      LastName: 'lastName',
      Email: 'email',
      HasOptedOutOfEmail: 'unsubscribed',
    },
  ],
  [
    'Customer.io',
    'contacts',
    'cio_id,id,email,created_at,unsubscribed,first_name,account_id',
    { id: 'userId', email: 'email', unsubscribed: 'unsubscribed', first_name: 'firstName', account_id: 'groupId' },
  ],
  [
    'Intercom',
    'contacts',
    'Name,Email,User ID,Company ID,Last seen,Unsubscribed from emails',
    {
      Name: 'name',
      Email: 'email',
      'User ID': 'userId',
      'Company ID': 'groupId',
      'Unsubscribed from emails': 'unsubscribed',
    },
  ],
  [
    'Intercom',
    'accounts',
    'Company ID,Company name,Plan,Monthly spend,People',
    { 'Company ID': 'groupId', 'Company name': 'name', Plan: 'plan', 'Monthly spend': 'arr' },
  ],
  [
    'Stripe',
    'accounts',
    'id,Description,Email,Name,Created (UTC),Delinquent,Card ID,Plan,Status,Total Spend,account_id (metadata)',
    { id: 'stripeCustomerId', Name: 'name', Plan: 'plan', Status: 'status', 'account_id (metadata)': 'groupId' },
  ],
];
test.each(exports)('the export of %s of %s is known by its columns', (tool, kind, header, fields) => {
  const { columns } = readCsv(`${header}\n`);
  expect([recognizeExport(columns)?.tool, rowsOf(columns, 'export.csv')]).toEqual([tool, kind]);
  const mapped = mappingOf(header, kind).flatMap(({ column, field }) => (field === undefined ? [] : [[column, field]]));
  expect(Object.fromEntries(mapped)).toEqual(fields);
});

describe('--map', () => {
  test('names columns and fields however they are spelled, several at once, and leaves out', () => {
    const mapping = mappingOf('id,Delinquent,Plan,Name', 'accounts', ['id=groupId,stripeCustomerId', 'plan=']);
    expect(mapping.map(({ column, field }) => [column, field])).toEqual([
      ['id', 'groupId'],
      ['id', 'stripeCustomerId'],
      ['Delinquent', undefined],
      ['Plan', undefined],
      ['Name', 'name'],
    ]);
  });

  test('says what was meant by a name that is unknown', () => {
    const fixOf = (map: string) => {
      try {
        mappingOf('Account ID,Renewal', 'accounts', [map]);
      } catch (error) {
        return (error as { fix: string }).fix;
      }
      return undefined;
    };
    expect(fixOf('Renewl=renewalAt')).toBe('did you mean "Renewal"?');
    expect(fixOf('Renewal=renewlAt')).toBe('did you mean "renewalAt"?');
    expect(fixOf('Account ID=')).toMatch(/--map <column>=groupId/);
  });
});

describe('an account', () => {
  const header = 'account_id,name,arr,renewal_date,owner,mrr';
  const plan = planOf(
    `${header}\na1,Acme,"$12,000.50",2026-09-01,Maya,\na2,Beta,,soon,Nobody,\n,No,,,,\na1,Other,,,,\na1,Acme,"$12,000.50",2026-09-01,Maya,\na3,,,,Nobody,`,
    { kind: 'accounts' },
  );

  test('becomes a group call, whose id is the same for the same row', () => {
    expect(plan.calls.map(({ call }) => call)).toEqual([
      {
        type: 'group',
        groupId: 'a1',
        traits: { name: 'Acme', arr: 12_000.5, renewalAt: '2026-09-01', owner: 'maya' },
        timestamp: at,
        messageId: expect.stringMatching(/^import-/),
      },
      { type: 'group', groupId: 'a3', traits: {}, timestamp: at, messageId: expect.any(String) },
    ]);
    const again = planOf(`${header}\na1,Acme,"$12,000.50",2026-09-01,Maya,`, { kind: 'accounts' });
    expect(again.calls[0]?.call.messageId).toBe(plan.calls[0]?.call.messageId);
  });

  test('is refused by its line where it cannot be read, with how to fix it', () => {
    expect(plan.refused).toEqual([
      {
        line: 3,
        what: 'renewal_date is "soon", which is no date: write it as 2026-03-01',
        fix: expect.stringContaining('--map "renewal_date="'),
      },
      { line: 4, what: 'has no id of the account', fix: expect.any(String) },
      { line: 5, what: 'says otherwise of the same account than line 2', fix: expect.any(String) },
    ]);
    expect([plan.rows, plan.repeated]).toEqual([6, 1]);
    const unknown = {
      what: expect.stringContaining('not in journeys/team.ts'),
      fix: expect.stringMatching(/Known are "maya"/),
    };
    expect(plan.warnings).toMatchObject([{ line: 7, ...unknown }]);
  });

  test('that was imported before is not sent again, and a changed one is no new one', () => {
    const contents = new Map(plan.calls.map(({ key, content }) => [key, content]));
    const next = planOf('account_id,name\na3,\na1,Acme Corp', { kind: 'accounts', before: { ...nothing, contents } });
    expect([next.unchanged, next.calls.map(({ key, isNew }) => [key, isNew])]).toEqual([1, [['account:a1', false]]]);
  });

  test('that pays by the month is worth twelve of them a year', () => {
    expect(planOf('account_id,mrr\na1,99.90', { kind: 'accounts' }).calls[0]?.call.traits).toEqual({ arr: 1198.8 });
  });

  test('with a value that the door refuses is refused here', () => {
    expect(planOf('account_id,seats\na1,2.5', { kind: 'accounts' }).refused).toMatchObject([
      { line: 2, what: expect.stringContaining('traits.seats') },
    ]);
  });
});

describe('those who may not be mailed', () => {
  const optOuts = planOf(
    'Email,Topic\nADA@acme.example,product-news\nada@acme.example,\nbob@acme.example,product-news\n',
    { kind: 'unsubscribes' },
  );
  const bounces = planOf('Email,Reason\nbob@acme.example,Permanent bounce\n', { kind: 'suppressions' });
  const holds = new Map([...optOuts.holds, ...bounces.holds].map(({ address, hold }) => [address, hold]));

  test('are known by digests of their addresses, with all that was said of them', () => {
    expect(optOuts.holds).toEqual([
      { address: addressKey('ada@acme.example'), hold: { unsubscribed: true } },
      { address: addressKey('bob@acme.example'), hold: { unsubscribed: ['product-news'] } },
    ]);
    expect(JSON.stringify([optOuts, bounces])).not.toContain('@');
  });

  test('come in as such, in each of their accounts', () => {
    const csv =
      'userId,email,accountId,unsubscribed\nu1,Ada@acme.example,a1;a2,\nu2,bob@acme.example,a1,yes\nu3,eve@acme.example,a1,no\n';
    const { calls } = planOf(csv, { kind: 'contacts', before: { ...nothing, holds } });
    expect(calls.map(({ call: { userId, context, traits } }) => [userId, context, traits])).toEqual([
      ['u1', { groupId: 'a1' }, { email: 'Ada@acme.example', unsubscribed: true }],
      ['u1', { groupId: 'a2' }, { email: 'Ada@acme.example', unsubscribed: true }],
      ['u2', { groupId: 'a1' }, { email: 'bob@acme.example', unsubscribed: true, suppressed: 'bounced' }],
      ['u3', { groupId: 'a1' }, { email: 'eve@acme.example' }],
    ]);
  });

  test('are stopped where they came in before', () => {
    const people = new Map([[addressKey('bob@acme.example'), [{ userId: 'u2', groupId: 'a1' }]]]);
    const { calls } = planOf('Email,Type\nbob@acme.example,Complaint\n', {
      kind: 'suppressions',
      before: { ...nothing, people },
    });
    expect(calls.map(({ call }) => call)).toMatchObject([
      { type: 'identify', userId: 'u2', context: { groupId: 'a1' }, traits: { suppressed: 'complained' } },
    ]);
  });
});

test('an event that begins a journey is left out, and another one keeps its time and its own id', () => {
  const csv =
    'event,time,user_id,account_id,event_id,score,survey\nAccount Created,2024-05-01 10:00 UTC,u1,a1,e1,,\nSurvey Responded,2024-05-02,u1,a1,e2,9,nps\n';
  const { calls, leftOut } = planOf(csv, { kind: 'events', starting: ['Account Created'] });
  expect([...leftOut]).toEqual([['Account Created', 1]]);
  expect(calls.map(({ call }) => call)).toEqual([
    {
      type: 'track',
      event: 'Survey Responded',
      userId: 'u1',
      context: { groupId: 'a1' },
      properties: { score: 9, survey: 'nps' },
      timestamp: '2024-05-02',
      messageId: 'e2',
    },
  ]);
});

test('ids that say nothing are no account, and those that a spreadsheet rounded are told', () => {
  const { calls, refused } = planOf('User ID,Account ID\nu1,NULL\nu2,n/a; A2\nu3,7;1.2E+10\nNULL,A3\n', {
    kind: 'contacts',
  });
  expect(calls.map(({ call: { userId, context } }) => [userId, context])).toEqual([
    ['u1', undefined],
    ['u2', { groupId: 'A2' }],
  ]);
  expect(refused.map(({ line, what }) => [line, what])).toEqual([
    [4, expect.stringContaining('is "1.2E+10", which a spreadsheet rounded')],
    [5, 'has no id of the person'],
  ]);
});

test('a list of everybody says of whom it speaks, and addresses are read as lists write them', () => {
  const csv =
    'Email,Unsubscribed\nAda <ADA@b\u00fccher.example>,yes\nmailto:bo@acme.example,\ncy@acme.example,No\nnobody,yes\n';
  const { holds, refused } = planOf(csv, { kind: 'unsubscribes' });
  expect(holds.map(({ address }) => address)).toEqual(['ada@xn--bcher-kva.example', 'bo@acme.example'].map(addressKey));
  expect(refused.map(({ line, what }) => [line, what])).toEqual([
    [4, 'says that this person may be mailed'],
    [5, 'has an address that no mail can go to'],
  ]);
  const status = 'Email,Status\na@acme.example,active\nb@acme.example,hard bounce\n';
  expect(planOf(status, { kind: 'suppressions' }).holds.map(({ address }) => address)).toEqual([
    addressKey('b@acme.example'),
  ]);
});

test('rows that count from 1 are not told apart by their number alone', () => {
  const csv =
    'Event,Time,User ID,ID\nSigned In,2026-01-01,u,1\nSigned In,2026-01-01,u,2\nFile Opened,2026-01-01,u,1\nFile Opened,2026-01-01,u,b4c1\n';
  const ids = planOf(csv, { kind: 'events' }).calls.map(({ call }) => call.messageId);
  expect(ids).toEqual(['Signed In 1', 'Signed In 2', 'File Opened 1', 'b4c1']);
});
