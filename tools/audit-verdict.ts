/** The parts of the output of `npm audit --json` that are read here: a report, or why there is none. */
interface Answer {
  readonly auditReportVersion?: number;
  readonly vulnerabilities?: Readonly<Record<string, Vulnerability>>;
  readonly message?: string;
  readonly error?: { readonly code?: string | null; readonly summary?: string };
}

interface Vulnerability {
  readonly severity: string;
  /** Advisories with the affected versions, or the names of the packages that bring them in. */
  readonly via: readonly (string | { readonly title: string; readonly range: string; readonly url: string })[];
}

/** The result of the audit. */
export interface Verdict {
  readonly exitCode: 0 | 1;
  readonly lines: readonly string[];
}

/**
 * The verdict on the output of `npm audit --json`. Any known vulnerability fails. If the registry does not answer, the lines say so
 * clearly, and the audit fails only when `strict`.
 */
export function verdictOf(output: string, strict: boolean): Verdict {
  const answer = parse(output);
  if (answer.auditReportVersion === undefined || !answer.vulnerabilities) {
    const reason = answer.error?.summary || answer.message || answer.error?.code || 'its answer is not a report';
    const exitCode = strict ? 1 : 0;
    return {
      exitCode,
      lines: [`NOT CHECKED for known vulnerabilities: the registry does not answer audits (${reason}).`],
    };
  }
  const found = Object.entries(answer.vulnerabilities);
  if (found.length === 0) return { exitCode: 0, lines: ['No known vulnerabilities in the production dependencies.'] };
  return { exitCode: 1, lines: found.map(([name, vulnerability]) => line(name, vulnerability)) };
}

function parse(output: string): Answer {
  try {
    return Object(JSON.parse(output));
  } catch (cause) {
    return { message: `its answer is not valid JSON: ${String(cause)}` };
  }
}

function line(name: string, { severity, via }: Vulnerability): string {
  const reasons = via.map((reason) =>
    typeof reason === 'string' ? `through ${reason}` : `${reason.title} (${reason.range}) ${reason.url}`,
  );
  return `${name}: ${severity}: ${reasons.join('; ')}`;
}
