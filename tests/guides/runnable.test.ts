import { packsByAws, playPage, RUNNABLE_PAGES } from './runnable-pages';

describe('the shell blocks that are marked as runnable', () => {
  it('are there', () => {
    expect(RUNNABLE_PAGES.map(([page]) => page)).toEqual(
      expect.arrayContaining([
        'README.md',
        'guides/apsara-stack.md',
        'guides/coming-from-terraform.md',
        'guides/from-an-instance.md',
        'guides/getting-started.md',
        'guides/huawei-across-regions.md',
        'guides/huawei-cloud.md',
        'guides/importing.md',
        'guides/keyless.md',
        'guides/local-stack.md',
        'guides/rotation.md',
        'registration/README.md',
      ]),
    );
  });

  // At once, as in several terminals: each of them packs the function that the others are running.
  it.concurrent.each(RUNNABLE_PAGES.filter((page) => !packsByAws(page)))('%s', (_, blocks) => playPage(blocks));
});
