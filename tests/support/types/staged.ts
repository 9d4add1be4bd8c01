import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AlibabaSimulator } from '../../../simulator/index';
import { allProjects, type Project } from '../../../tools/projects';
import { CLOUDS } from './clouds';
import type { StagedCloud, StagedType } from './staged-type';

function staged({ typeName, cloud, folder, schemaFile, handlersFile }: Project): StagedType<StagedCloud> {
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

/** The types of some clouds, which have the same simulator. */
export function stagedTypesOf<Cloud extends StagedCloud = AlibabaSimulator>(
  ...clouds: readonly string[]
): StagedType<Cloud>[] {
  return allProjects()
    .filter(({ cloud }) => clouds.includes(cloud))
    .map(({ typeName }) => stagedType<Cloud>(typeName));
}

/** Every type of the list, as it can be put on the stage. */
export const STAGED_TYPES: readonly StagedType<StagedCloud>[] = allProjects().map(staged);

/** A type of the list, on the simulator of its cloud. @throws Error if it is not there */
export function stagedType<Cloud extends StagedCloud = AlibabaSimulator>(typeName: string): StagedType<Cloud> {
  const type = STAGED_TYPES.find(({ name }) => name === typeName);
  if (!type) throw new Error(`there is no type ${typeName}`);
  // Which simulator it is follows from the list of types, which the compiler does not read.
  return type as StagedType<Cloud>;
}
