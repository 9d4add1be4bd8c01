import { packsByAws, playPage, RUNNABLE_PAGES } from './runnable-pages';

// In a file of its own, so that no other page runs meanwhile.
it.each(RUNNABLE_PAGES.filter(packsByAws))("the shell blocks of %s, which packs by AWS's tools", (_, blocks) =>
  playPage(blocks),
);
