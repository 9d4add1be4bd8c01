import { type ApsaraStage, HOME, leftIn, NOTHING_LEFT } from '../../support/apsara';
import type { Properties, RequestOptions } from '../../support/stage';
import type { ApsaraSubject } from './subjects';

/**
 * Leads a whole life: an image is made, read, changed in place, listed and deleted, and is gone then.
 *
 * `isCodeless`: no refusal proves that the image is absent, so that a second deletion does not say so.
 */
export async function live(
  stage: ApsaraStage,
  { wish }: ApsaraSubject,
  options: RequestOptions = {},
  { isCodeless = false }: { readonly isCodeless?: boolean } = {},
): Promise<void> {
  const { final } = await stage.run('CREATE', { ...wish, DeleteAutoSnapshot: true }, options);
  expect(final).toMatchObject({ status: 'SUCCESS', resourceModel: wish });
  const { tfcfnid, Id } = final.resourceModel ?? {};
  expect(tfcfnid).toBe(`${HOME}/${Id}`);
  expect((await stage.invoke('READ', { tfcfnid }, options)).resourceModel).toEqual(final.resourceModel);

  const changed: Properties = { ...wish, tfcfnid, ImageName: 'golden-2', Tags: [{ Key: 'team', Value: 'b' }] };
  const update = await stage.run('UPDATE', changed, { ...options, previous: { ...wish, tfcfnid } });
  expect(update.final).toMatchObject({ status: 'SUCCESS', resourceModel: changed });
  expect((await stage.invoke('READ', { tfcfnid }, options)).resourceModel).toEqual(update.final.resourceModel);
  const { resourceModels = [] } = await stage.invoke('LIST', {}, options);
  expect(resourceModels).toContainEqual(update.final.resourceModel);

  const deletion = await stage.run('DELETE', { ...changed, DeleteAutoSnapshot: true }, options);
  expect(deletion.final).toMatchObject({ status: 'SUCCESS' });
  expect(leftIn(stage)).toEqual(NOTHING_LEFT);
  expect(await stage.invoke('READ', { tfcfnid }, options)).toMatchObject({ errorCode: 'NotFound' });
  const again = await stage.run('DELETE', changed, options);
  expect(again.final.errorCode).toBe(isCodeless ? 'GeneralServiceException' : 'NotFound');
}
