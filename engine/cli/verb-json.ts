import * as z from 'zod';
import { pathGroupJson } from './path-group-json.ts';

/** `daymark compile --json`: the files it wrote. */
export const compileJson = z.array(z.strictObject({ journey: z.string(), file: z.string() }));

/** `daymark preview --json`: `standIns` are variables without a value in `sample.json`. */
export const previewJson = z.strictObject({
  template: z.string(),
  locale: z.string(),
  subject: z.string().exactOptional(),
  preheader: z.string().exactOptional(),
  standIns: z.array(z.string()),
  files: z.array(z.string()),
});

/** `daymark new --json`: `daymark` is the dependency in its `package.json`. */
export const newJson = z.strictObject({ folder: z.string(), daymark: z.string() });

/** `daymark answers --json`, in order of time. */
export const answersJson = z.array(
  z.strictObject({
    account: z.string(),
    id: z.string(),
    at: z.iso.datetime(),
    user: z.string().exactOptional(),
    survey: z.string(),
    score: z.number(),
    topic: z.string().exactOptional(),
    comment: z.string().exactOptional(),
  }),
);

/** `daymark cost --json`: the cost of a month in dollars, by service. */
export const costJson = z.array(
  z.strictObject({ service: z.string(), what: z.string(), amount: z.number(), dollars: z.number() }),
);

/** `daymark unmatched --json`: events, calls of users, and refused calls; each entry has its own fields. */
export const unmatchedJson = z.array(z.looseObject({ id: z.string() }));

/** `daymark recount --json`: `corrected`: versions' days with wrong sums; `failed`: accounts that changed too often. */
export const recountJson = z.strictObject({
  accounts: z.int(),
  enrollments: z.int(),
  corrected: z.array(z.strictObject({ journey: z.string(), version: z.string(), day: z.iso.date() })),
  failed: z.array(z.string()),
});

/** `daymark explain --json`: the journeys, each with a sentence on who enters; `broken`: files that failed to load. */
export const journeysJson = z.strictObject({
  journeys: z.array(
    z.strictObject({
      journey: z.string(),
      title: z.string(),
      version: z.string(),
      enters: z.string(),
      steps: z.array(z.string()),
      templates: z.array(z.string()),
    }),
  ),
  broken: z.array(z.strictObject({ message: z.string(), fix: z.string() })),
});

/** `daymark explain <journey> --json` */
export const explainJson = z.strictObject({
  journey: z.string(),
  title: z.string(),
  version: z.string(),
  text: z.string(),
});

const fileProblem = z.strictObject({
  code: z.string().exactOptional(),
  template: z.string().exactOptional(),
  playbook: z.string().exactOptional(),
  file: z.string(),
  line: z.int().exactOptional(),
  what: z.string(),
  fix: z.string(),
});

/** A broken promise. `file`: events that break it, if any were found. `missing`: needs that events can't cause. */
export const writtenExampleJson = z.strictObject({
  /** Absent for a promise of the policy. */
  journey: z.string().exactOptional(),
  promise: z.string(),
  file: z.string().exactOptional(),
  missing: z.array(z.string()),
  /** For a promise of the policy: journeys whose worst days were aligned to the same day. */
  tried: z.array(z.string()).exactOptional(),
});

/** `daymark check --json`: `files` failed to load; `problems` of templates and playbooks, `diagnostics` of journeys. */
export const checkJson = z.strictObject({
  files: z.array(z.strictObject({ message: z.string(), fix: z.string() })),
  problems: z.array(fileProblem),
  diagnostics: z.array(
    z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning']), message: z.string() }),
  ),
  passed: z.array(
    z.strictObject({
      journey: z.string(),
      first: z.iso.datetime(),
      last: z.iso.datetime(),
      isOver: z.boolean(),
    }),
  ),
  matrix: z.looseObject({}).exactOptional(),
  paths: z.array(pathGroupJson).exactOptional(),
  examples: z.array(writtenExampleJson).exactOptional(),
});

/** `daymark pause|resume|drain|stop|migrate|promote|rollback --json`: `todo`: there is work; `done`: carried out. */
export const planJson = z.strictObject({
  plan: z.array(z.string()),
  todo: z.boolean(),
  done: z.boolean(),
  result: z.string().exactOptional(),
});

/** `daymark enroll --json`: how many accounts are in the segment, and how many were asked to enter. */
export const enrollJson = z.strictObject({
  journey: z.string(),
  segment: z.string(),
  accounts: z.int(),
  enrolled: z.int(),
});

/** `daymark send-test --json` */
export const sendTestJson = z.strictObject({ template: z.string(), subject: z.string(), to: z.string() });

/** `daymark graph --json`: the picture, or the file it was written to. */
export const graphJson = z.strictObject({
  journey: z.string(),
  format: z.enum(['svg', 'mermaid', 'png']),
  picture: z.string().exactOptional(),
  file: z.string().exactOptional(),
});

/** A line of the log of erasures. */
export const erasureJson = z.strictObject({
  account: z.string().min(1),
  contact: z.string().min(1),
  at: z.iso.datetime(),
  addresses: z.array(z.string()),
});

/** `daymark contact erase|readmit|erasures|replay --json`; `contact export` always prints JSON. */
export const contactJson = z.union([
  z.strictObject({
    account: z.string(),
    contact: z.string(),
    outcome: z.string(),
    alsoKnownAs: z.array(z.string()).exactOptional(),
  }),
  z.array(erasureJson),
  z.strictObject({ replayed: z.int(), found: z.int() }),
]);

/** `daymark sample --json`: the generated events and, if they were played, the result. */
export const sampleJson = z.strictObject({
  accounts: z.int(),
  seed: z.int(),
  events: z.string(),
  played: z
    .strictObject({
      timeline: z.string(),
      page: z.string(),
      lines: z.int(),
      worlds: z.enum(['same', 'unavailable']),
    })
    .exactOptional(),
});

/** `daymark dev --json`: one line as soon as it is ready. */
export const devJson = z.strictObject({ url: z.url(), now: z.iso.datetime(), journeys: z.array(z.string()) });
/** `daymark export --to <dir> --json`: the number of rows of each table. */
export const exportJson = z.strictObject({ folder: z.string(), rows: z.record(z.string(), z.int()) });
