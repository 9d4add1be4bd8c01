/** The commits of a release. */
export interface Release {
  /** `undefined` if not released yet. */
  readonly version?: string;
  /** Such as `2026-11-26`. */
  readonly date: string;
  /** The newest first. */
  readonly messages: readonly string[];
}

/** A commit that matters to users. */
interface Entry {
  readonly group: string;
  readonly scope: string;
  readonly text: string;
}

/** The groups, in order, by the type of a conventional commit. Other types change nothing for users. */
const GROUPS: Readonly<Record<string, string>> = { feat: 'New', fix: 'Fixed', perf: 'Faster' };
/** The first group, for breaking changes of any type. */
const BREAKING = 'Breaking';
const ORDER = [BREAKING, ...Object.values(GROUPS)];

/** The scopes of commits that only those who work on the project notice, whatever their type. */
const NOT_FOR_USERS: ReadonlySet<string> = new Set(['tests', 'mutants']);

/** https://www.conventionalcommits.org/en/v1.0.0/#specification */
const HEADER = /^(?<type>[a-z]+)(?:\((?<scope>[^)]+)\))?(?<mark>!)?: (?<text>.+)/;
const FOOTER = /^BREAKING[ -]CHANGE: /m;

function entryOf(message: string): Entry | undefined {
  const { type = '', scope = '', mark, text = '' } = HEADER.exec(message)?.groups ?? {};
  const group = text !== '' && (mark === '!' || FOOTER.test(message)) ? BREAKING : GROUPS[type];
  return group === undefined || NOT_FOR_USERS.has(scope) ? undefined : { group, scope, text };
}

/** The section of a release in Markdown, with its entries by scope, the oldest first. */
export function sectionOf({ version, date, messages }: Release): string {
  const entries = messages.flatMap((message) => entryOf(message) ?? []).reverse();
  const groups = ORDER.flatMap((group) => {
    const ofGroup = entries.filter((entry) => entry.group === group);
    const sorted = ofGroup.sort((one, other) => (one.scope < other.scope ? -1 : Number(one.scope > other.scope)));
    const lines = sorted.map(({ scope, text }) => `- ${scope === '' ? '' : `**${scope}:** `}${text}`);
    return lines.length === 0 ? [] : [`### ${group}\n\n${lines.join('\n')}`];
  });
  const heading = version === undefined ? 'Unreleased' : `${version} (${date})`;
  return [`## ${heading}`, ...(groups.length === 0 ? ['Nothing that users notice.'] : groups)].join('\n\n');
}

/** The whole change log, the newest release first. Commits that are not released yet have a section only if users notice them. */
export function changelog(releases: readonly Release[]): string {
  const sections = releases
    .filter(({ version, messages }) => messages.some((message) => version !== undefined || entryOf(message)))
    .map(sectionOf);
  const head =
    '# Change log\n\nWritten by `npm run changelog` from the commits: what is new, fixed or faster for users.';
  return `${[head, ...sections].join('\n\n')}\n`;
}
