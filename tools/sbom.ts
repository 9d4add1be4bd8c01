import { createHash } from 'node:crypto';
import type { BundledPackage } from './bundled';

/** The subject of the bill of materials. */
export interface Deliverable {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** The direct dependencies of the project. */
  readonly dependencies: readonly string[];
  /** The bundle itself. */
  readonly contents: Uint8Array;
  /** The version of esbuild that created it. */
  readonly bundler: string;
  /** The time of the build; absent for a repeatable build, unless it comes from `SOURCE_DATE_EPOCH`. */
  readonly timestamp?: Date;
}

/** https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md */
function purl({ name, version }: { name: string; version: string }): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

/** An ID that is derived from the contents, in the form of a random UUID (RFC 9562, version 8). */
function serialNumber(contents: string): string {
  const hex = createHash('sha256').update(contents).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function component(bundled: BundledPackage) {
  const { name, version, licence, integrity } = bundled;
  const [group, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': purl(bundled),
    ...(group && { group }),
    name: rest,
    version,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    licenses: [{ license: { id: licence } }],
    purl: purl(bundled),
  };
}

/** The software bill of materials of a bundle, in CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/); the same for the same bundle. */
export function billOfMaterials(deliverable: Deliverable, packages: readonly BundledPackage[]) {
  const { name, version, description, contents, bundler, timestamp } = deliverable;
  const reference = `${name}@${version}`;
  const references = new Map(packages.map((bundled) => [bundled.name, purl(bundled)]));
  const dependencies = packages.map((bundled) => ({
    ref: purl(bundled),
    dependsOn: bundled.dependencies.flatMap((dependency) => references.get(dependency) ?? []),
  }));
  const needed = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn));
  // Packages that only packages outside the bundle need would otherwise have no parent.
  const direct = packages.filter(
    (bundled) => deliverable.dependencies.includes(bundled.name) || !needed.has(purl(bundled)),
  );
  const body = {
    version: 1,
    metadata: {
      ...(timestamp && { timestamp: timestamp.toISOString() }),
      lifecycles: [{ phase: 'build' }],
      tools: { components: [{ type: 'application', name: 'esbuild', version: bundler }] },
      component: {
        type: 'application',
        'bom-ref': reference,
        name,
        version,
        description,
        hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(contents).digest('hex') }],
      },
    },
    components: packages.map(component),
    dependencies: [{ ref: reference, dependsOn: direct.map(purl) }, ...dependencies],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(JSON.stringify(body)),
    ...body,
  };
}
