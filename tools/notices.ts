import type { BundledPackage } from './bundled';

/** The copyright information of a package: the text of its licence file, if it has one, and its author. */
export interface Rights {
  readonly text?: string;
  readonly author?: string;
}

/** The texts of https://spdx.org/licenses/ below the copyright line, for packages that come without a licence file. */
const TEXTS: Readonly<Record<string, string>> = {
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish,
distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to
the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ISC: `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the
above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY
DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION,
ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
  'Apache-2.0': `Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License. You may
obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0; its text is also in this file.

Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an "AS IS" BASIS,
WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language governing permissions and
limitations under the License.`,
};

/** The licences of code that the deployable may contain. */
export const ALLOWED_LICENCES: readonly string[] = Object.keys(TEXTS);

const RULE = '='.repeat(80);

/**
 * The licences of the packages in a bundle, with the notices that they require.
 *
 * @param rightsOf the information in the package's folder.
 * @throws Error if a licence is not one of {@link ALLOWED_LICENCES}.
 */
export function notices(packages: readonly BundledPackage[], rightsOf: (bundled: BundledPackage) => Rights): string {
  const parts = packages.map((bundled) => {
    const { name, version, licence } = bundled;
    const standard = TEXTS[licence];
    if (standard === undefined)
      throw new Error(`${name} ${version} has the licence ${licence}, which is not allowed here`);
    const { text, author } = rightsOf(bundled);
    return `${RULE}\n${name} ${version} (${licence})\n${RULE}\n\n${text?.trim() ?? `Copyright (c) ${author || `the authors of ${name}`}\n\n${standard}`}\n`;
  });
  const table = packages.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`);
  return `dist/handlers.js holds code of these packages:\n\n${table.join('\n')}\n\n${parts.join('\n')}`;
}
