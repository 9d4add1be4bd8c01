import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allProjects, type Project } from '../../../tools/projects';
import { CLOUDS } from './clouds';
import type { StagedType } from './staged-type';

function staged({ typeName, cloud, folder, schemaFile, handlersFile }: Project): StagedType {
  const way = CLOUDS[cloud];
  if (!way) throw new Error(`no stage opens ${cloud}, the cloud of ${typeName}`);
  const last = typeName.slice(typeName.lastIndexOf(':') + 1);
  return {
    ...way,
    name: typeName,
    schema: JSON.parse(readFileSync(schemaFile, 'utf8')),
    folder,
    handlers: {
      sources: path.join(folder, 'src', 'handlers'),
      built: handlersFile,
      // As handlers.ts of TF::Alicloud::ImageCopy exports imageCopyEntrypoints.
      maker: `${last.charAt(0).toLowerCase()}${last.slice(1)}Entrypoints`,
    },
  };
}

/** Every type of the list, as it can be put on the stage. */
export const STAGED_TYPES: readonly StagedType[] = allProjects().map(staged);

/** A type of the list. @throws Error if it is not there */
export function stagedType(typeName: string): StagedType {
  const type = STAGED_TYPES.find(({ name }) => name === typeName);
  if (!type) throw new Error(`there is no type ${typeName}`);
  return type;
}
