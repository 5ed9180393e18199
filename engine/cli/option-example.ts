import type { Option } from 'commander';
import { ownMember } from '../kernel/own-member.ts';

/** An example value of the option, as written in a shell. @param verb the option's verb */
export const optionExample = ({ long = '', argChoices, defaultValue }: Option, verb: string): string =>
  ownMember(examples, `${verb} ${long}`) ??
  ownMember(examples, long) ??
  argChoices?.at(-1) ??
  (typeof defaultValue === 'string' || typeof defaultValue === 'number' ? String(defaultValue) : '');

/** By option, or by verb and option if several verbs use the name differently. */
const examples: Readonly<Record<string, string>> = {
  '--account': 'acme',
  '--assign': 'stripe:evt_1',
  '--at': '2026-03-01T00:00:00Z',
  '--base': 'main',
  '--by': 'plan,touchModel',
  '--contact': 'acme-ada',
  '--count': '12',
  '--data': 'sample.json',
  '--daymark': '1.0.0',
  '--dev': 'http://127.0.0.1:4000',
  '--encoding': 'iso-8859-2',
  '--event': '"sign_up=Account Created"',
  '--events': 'year.jsonl',
  '--fail-on': 'mails:+20%',
  '--from': 'cdk.out',
  '--html': 'report.html',
  '--journey': 'onboarding',
  '--map': '"Company name=name"',
  '--month': '2026-10',
  '--origin': 'http://localhost:3000',
  '--out': 'out.jsonl',
  '--paths': 'onboarding',
  '--pictures': 'drawn',
  '--png': 'onboarding.png',
  '--since': '2026-03-01',
  '--step': 'welcome',
  '--until': '2026-12-31T00:00:00Z',
  '--url': 'https://daymark.example.com',
  '--where': 'automated',
  '--write-example': 'broken.jsonl',
  '--write-key': 'wk_1a2b3c',
  'backtest --set': 'threshold=0.3..0.6:0.05',
  'compile --out': '.daymark/asl',
  'export --to': 'warehouse',
  'graph --out': 'onboarding.svg',
  'import --set': 'touchModel=low',
  'preview --out': '.daymark/preview',
  'rollback --to': 's6eebwjatxxjj4t6',
  'sample --out': '.daymark/sample.jsonl',
  'send-test --account': 'longest',
  'send-test --locale': 'de',
  'send-test --to': 'maya@tidewater.example',
};
