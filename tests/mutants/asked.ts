import { didYouMean } from '../../tools/suggestion';
import { type Mutant, typeOf } from './mutants';
import { OPERATORS } from './operators';

/** Which mutants the options of `npm run mutants` ask for; absent: all. */
export interface Asked {
  /** Parts of the names of rooms. */
  readonly room?: readonly string[];
  readonly type?: string;
  readonly kind?: readonly string[];
  readonly prose: boolean;
  readonly only?: readonly string[];
}

const KINDS: readonly string[] = [...Object.keys(OPERATORS), 'prose'];

/** Whether a mutant is one of those that the options ask for. */
export function isAskedFor(mutant: Mutant, { room, type, kind, prose, only }: Asked): boolean {
  if (only !== undefined) return only.includes(mutant.id);
  return (
    (room?.some((text) => mutant.room.includes(text)) ?? true) &&
    (type === undefined || typeOf(mutant.file) === type) &&
    (kind?.includes(mutant.kind) ?? true) &&
    (prose || mutant.kind !== 'prose')
  );
}

/** Why options ask for mutants of which there are none, one of their words at least; undefined: they do not. */
export function problemIn(asked: Asked, all: readonly Mutant[]): string | undefined {
  const { room = [], kind = [], only = [] } = asked;
  const rooms = [...new Set(all.map((mutant) => mutant.room))].sort();
  const ids = all.map(({ id }) => id);
  const words = [...new Set(rooms.flatMap((name) => name.split('/')))];
  const noRoom = room.find((text) => !rooms.some((name) => name.includes(text)));
  if (noRoom !== undefined)
    return `--room: no room has ${noRoom} in its name${didYouMean(noRoom, words, `choose from ${rooms.join(', ')}`)}`;
  const noKind = kind.find((name) => !KINDS.includes(name));
  if (noKind !== undefined)
    return `--kind: there is no kind ${noKind}${didYouMean(noKind, KINDS, `choose from ${KINDS.join(', ')}`)}`;
  const noId = only.find((id) => !ids.includes(id));
  if (noId !== undefined)
    return `--only: there is no mutant ${noId}${didYouMean(noId, ids, 'a mutant of changed code has another id: --list prints them')}`;
  return all.some((mutant) => isAskedFor(mutant, asked)) ? undefined : `no mutant is asked for by ${named(asked)}`;
}

/** The options that together leave nothing. */
function named({ room, type, kind, prose }: Asked): string {
  const parts = [room && `--room ${room.join(' ')}`, type && `--type ${type}`, kind && `--kind ${kind.join(' ')}`];
  return `${parts.filter((part) => part !== undefined).join(' and ')} together${prose ? '' : '; --prose adds sentences'}`;
}
