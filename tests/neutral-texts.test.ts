import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allProjects } from '../tools/projects';
import { NEUTRAL } from './rooms';
import { sourcesBelow } from './support/imports';
import { type Prose, textsOfProgram } from './support/prose';

const ROOT = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const FILES = NEUTRAL.flatMap((room) => sourcesBelow(ROOT, room).map(({ file }) => file));
const TEXTS = FILES.flatMap((file) => textsOfProgram(file, read(file)));

/** The names of all properties of a schema, and of its type configuration, on whatever level. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = Object(schema) as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)];
}

const NAMES = allProjects().map(({ schemaFile }) => new Set(namesIn(JSON.parse(readFileSync(schemaFile, 'utf8')))));
/** The properties that some types have and others do not. */
const OF_SOME = new Set(NAMES.flatMap((names) => [...names]).filter((name) => !NAMES.every((own) => own.has(name))));

/** Said only where the template or the type configuration of the reader has the property. */
const ONLY_WHERE_GIVEN: ReadonlySet<string> = new Set(['KmsKeyId', 'Audience']);

/** The states of images as the clouds call them. */
const STATES = /\b(?:Available|Waiting|Creating|UnAvailable|CreateFailed|Deprecated|queued|saving|active|killed)\b/;
/** A tag of ours, by its key. */
const TAG = /\btfcfn[:-]\w/;

/** What a text of a shared room must not say: what only some clouds or types call so. */
function foreignIn({ text }: Prose): readonly string[] {
  const properties = (text.match(/\b[A-Z]\w*/g) ?? []).filter((word) => OF_SOME.has(word));
  return [
    ...properties.filter((word) => !ONLY_WHERE_GIVEN.has(word)),
    ...(STATES.exec(text) ?? []),
    ...(TAG.exec(text) ?? []),
  ];
}

/** The keys of our tags that a file puts into texts: clouds may call the tags otherwise, which `sayTag` knows. */
const keysSaidIn = (text: string): readonly string[] => text.match(/\$\{\w+_KEY\b/g) ?? [];

describe('the texts of the rooms that know no cloud', () => {
  it('name no property, state or tag of one cloud', () => {
    expect(TEXTS.length).toBeGreaterThan(150);
    expect(TEXTS.flatMap((prose) => foreignIn(prose).map((word) => `${prose.place} ${word}`))).toEqual([]);
    expect(FILES.filter((file) => keysSaidIn(read(file)).length > 0)).toEqual([]);
  });

  it.each([
    ['Choose another ImageName, or', 'ImageName'],
    ['with DeleteAutoSnapshot it', 'DeleteAutoSnapshot'],
    ['until the image is Available', 'Available'],
    ['carry the tag tfcfn:request with', 'tfcfn:r'],
  ])('would not say: %s', (text, word) => {
    expect(foreignIn({ place: 'x', text })).toEqual([word]);
  });

  it('would not put the key of a tag into a text', () => {
    expect(keysSaidIn(`the tag \${${'REQUEST_KEY'}} of`)).toHaveLength(1);
  });
});
