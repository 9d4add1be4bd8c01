import { badge } from './badge';
import { type Html, html, raw } from './html';
import { type Recording, withoutSecrets } from './recording';
import { isGood, resultText, statusOf } from './result';
import {
  callsSection,
  eventsSection,
  failureSection,
  messagesSection,
  notesSection,
  summarySection,
  timelineSection,
} from './sections';
import { STYLE } from './style';
import { timelineOf } from './timeline';

/** A report loads and runs nothing: it contains only its own text, style and pictures. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The beginning of every report, including those of version 0.1.0. It is only ASCII. */
export const REPORT_HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
`;

/**
 * A report of a run, in one HTML file that needs nothing else. Texts from clouds, templates and handlers are escaped. The values of NoEcho
 * parameters are left out.
 */
export function reportHtml(recorded: Recording): string {
  const recording = withoutSecrets(recorded);
  const { stackName, events } = recording;
  const timeline = timelineOf(events);
  const sections: readonly Section[] = [
    { id: 'failure', title: 'What failed', body: failureSection(recording) },
    { id: 'summary', title: 'Summary', body: summarySection(recording, timeline) },
    { id: 'timeline', title: 'Timeline', body: timelineSection(timeline) },
    { id: 'messages', title: 'Messages of the handlers', body: messagesSection(timeline) },
    { id: 'events', title: 'Stack events', body: eventsSection(events) },
    { id: 'calls', title: 'Calls', body: callsSection(recording.calls) },
    { id: 'notes', title: 'Notes', body: notesSection(recording.notes) },
  ];
  const shown = sections.filter(({ body }) => body !== undefined);
  return `${REPORT_HEAD}${
    html`<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${stackName}: ${statusOf(recording)}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
  <div class="title"><h1>${stackName}</h1>${badge(statusOf(recording))}</div>
  <p class="lead ${isGood(recording) ? 'good' : 'bad'}">${resultText(recording)}</p>
  <nav aria-label="Sections"><ul>${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</header>
<main>${shown.map(sectionView)}</main>
<footer><p>Times are those of the cloud, in UTC. In a simulated cloud, time runs faster than real time.</p></footer>
</body>
</html>`.text
  }\n`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  /** `undefined` if there is nothing to show. */
  readonly body: Html | undefined;
}

function sectionView({ id, title, body }: Section): Html {
  return html`
<section id="${id}" class="${id}" aria-labelledby="${id}-title">
  <h2 id="${id}-title">${title}</h2>${body}
</section>`;
}
