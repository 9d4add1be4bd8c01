/** A promise of the handlers, and the text of the sources that keeps it. */
export interface Guarantee {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly carrier: string;
  /** What stands there when the promise is not kept. */
  readonly without: string;
}

export const GUARANTEES: readonly Guarantee[] = [
  {
    name: 'every answer in progress has the identifier',
    file: 'src/properties/model.ts',
    carrier: 'tfcfnid: wish.tfcfnid ?? toIdentifier(ref),',
    without: '',
  },
  {
    name: 'a repeated create request makes one copy',
    file: 'src/handlers.ts',
    carrier: 'request.clientRequestToken, request.logical',
    without: 'request.clientRequestToken + String(Math.random()), request.logical',
  },
  {
    name: 'read-only properties are refused at create',
    file: 'src/handlers.ts',
    carrier: '  refuseReadOnly(desired);\n',
    without: '',
  },
  {
    name: 'the copy is tagged when it is made',
    file: 'src/image-copy/wish.ts',
    carrier: 'tags: composeTags({ ...wish, requestMark: request.mark }),',
    without: 'tags: [],',
  },
  {
    name: 'a copy is done only when instances can be made of it',
    file: 'src/image-copy/creating.ts',
    carrier: ' && image.usable !== false',
    without: '',
  },
  {
    name: 'a copy that takes too long is given up',
    file: 'src/image-copy/creating.ts',
    carrier: ': secondsLeft === 0;',
    without: ': secondsLeft < 0;',
  },
  {
    name: 'the clean-up of a failed copy removes its snapshots',
    file: 'src/image-copy/creating.ts',
    carrier: 'force: true, snapshots: true,',
    without: 'force: true, snapshots: false,',
  },
  {
    name: 'images in every state are found',
    file: 'src/ecs/ecs-image-cloud.ts',
    carrier: 'status: ALL_STATES, ',
    without: '',
  },
  {
    name: 'only images of the account are found',
    file: 'src/ecs/ecs-image-cloud.ts',
    carrier: "imageOwnerAlias: 'self', ",
    without: '',
  },
  {
    name: 'a missing image is NotFound at read',
    file: 'src/handlers.ts',
    carrier: 'if (!image) throw notShown(ref);',
    without: 'if (!image) return success();',
  },
  {
    name: 'a changed create-only property is NotUpdatable',
    file: 'src/handlers.ts',
    carrier: 'accept: (image: Image) => refuseCreateOnlyChange(desired, previous, image),',
    without: 'accept: () => undefined,',
  },
  {
    name: "somebody else's tags stay at update",
    file: 'src/image-copy/tags.ts',
    carrier: 'previous.has(sameKey(tag.key)) && ',
    without: '',
  },
  {
    name: 'an update looks whether its changes have come',
    file: 'src/image-copy/updating.ts',
    carrier: 'after && isSettled(changesTo(after, wish, former), after) ? after : undefined',
    without: 'after',
  },
  {
    name: 'snapshots are remembered before the image is deleted',
    file: 'src/image-copy/removing.ts',
    carrier: '    snapshotIds,\n',
    without: '    snapshotIds: [],\n',
  },
  {
    name: 'DELETE of a missing image is NotFound',
    file: 'src/image-copy/removing.ts',
    carrier: "if (step.kind === 'done' && first) throw notFound(ref);",
    without: '',
  },
  {
    name: 'DELETE looks for a copy that may be too young to be found',
    file: 'src/image-copy/removing.ts',
    carrier: 'options.mayBeYoung && !memory.accepted ? YOUNG_SECONDS : 0',
    without: '0',
  },
  {
    name: 'the snapshots of a copy that is gone are deleted',
    file: 'src/image-copy/removing.ts',
    carrier: 'snapshotIds: snapshots ? knownSnapshotIds : []',
    without: 'snapshotIds: []',
  },
  {
    name: 'a copy that may have been started can be rolled back',
    file: 'src/image-copy/starting.ts',
    carrier: "failure.with('a rollback deletes it.').leaving(left)",
    without: "failure.with('a rollback deletes it.')",
  },
  {
    name: 'a rollback leaves no snapshot of a copy that was not finished',
    file: 'src/properties/model.ts',
    carrier: 'imageName, deleteAutoSnapshot: true, ',
    without: 'imageName, ',
  },
  {
    name: 'a running copy is cancelled at delete',
    file: 'src/image-copy/removing.ts',
    carrier: "if (STATES[image.state].removing === 'cancel') return cancel(removal, seen, image);",
    without: '',
  },
  {
    name: 'ForceDelete of the type configuration counts like Force',
    file: 'src/handlers.ts',
    carrier: 'force: removal.force || access.forceDelete',
    without: 'force: removal.force',
  },
  {
    name: 'Force of a resource counts without ForceDelete',
    file: 'src/handlers.ts',
    carrier: 'removal.force || access.forceDelete',
    without: 'access.forceDelete',
  },
  {
    name: 'a ForceDelete that is no boolean is refused',
    file: 'src/properties/type-configuration.ts',
    carrier: "  checkBoolean('ForceDelete', forceDelete, problems);\n",
    without: '',
  },
  {
    name: 'a failed deletion says what to do with a copy that is no longer in the stack',
    file: 'src/handlers.ts',
    carrier: 'throw orByHand(asGuessed(error, desired, ref), ref);',
    without: 'throw asGuessed(error, desired, ref);',
  },
  {
    name: 'LIST hands on its page token',
    file: 'src/cloudformation/event.ts',
    carrier: "nextToken: textOf(envelope.nextToken, 'nextToken'),",
    without: '',
  },
  {
    name: 'LIST lists copies only',
    file: 'src/handlers.ts',
    carrier: '.filter((image) => image.copied)',
    without: '',
  },
  {
    name: 'what an earlier version began goes on',
    file: 'src/cloudformation/callback-context.ts',
    carrier: 'const VERSION = 1;',
    without: 'const VERSION = 3;',
  },
  {
    name: 'no answer holds a null',
    file: 'src/cloudformation/entrypoint.ts',
    carrier: '(_, value: unknown) => value ?? undefined',
    without: '(_, value: unknown) => value',
  },
  {
    name: 'messages hold no secret',
    file: 'src/cloudformation/entrypoint.ts',
    carrier: 'shown(redact(progress.message))',
    without: 'shown(progress.message)',
  },
  {
    name: 'an echoed signature is not repeated',
    file: 'src/ecs/errors.ts',
    carrier: '/^(SignatureDoesNotMatch|IncompleteSignature)$/',
    without: '/^none$/',
  },
  {
    name: 'an answer that is no HTTP is no refusal',
    file: 'src/ecs/errors.ts',
    carrier: ' || PARSER_CODE.test(nodeCode)',
    without: '',
  },
  {
    name: 'a clock that is wrong for a while does not end a copy',
    file: 'src/ecs/errors.ts',
    carrier: '  if (ofMessage) return { verdict: ofMessage, said: beginning };\n',
    without: '',
  },
  {
    name: 'invalid tags are refused before any call',
    file: 'src/properties/request.ts',
    carrier: "  checkTags(inList('Tags'), own, problems);\n",
    without: '',
  },
  {
    name: 'a session belongs to one AWS account and region',
    file: 'src/sts/key-source.ts',
    carrier: '[owner, sessionName, endpoint, wayIn]',
    without: '[endpoint, wayIn]',
  },
  {
    name: 'a session is renewed before it ends',
    file: 'src/sts/session.ts',
    carrier: ' - RENEWED_BEFORE_END <=',
    without: ' <=',
  },
  {
    name: 'a session that could not be opened is not remembered',
    file: 'src/sts/session.ts',
    carrier: '      if (this.#entries.get(identity) === entry) this.#entries.delete(identity);\n',
    without: '',
  },
  {
    name: 'a key that ECS refuses is renewed once',
    file: 'src/ecs/client.ts',
    carrier: 'if (!renew || !isRefusal(error)) throw error;',
    without: 'if (error) throw error;',
  },
  {
    name: 'temporary keys are kept out of messages',
    file: 'src/sts/key-source.ts',
    carrier: '    hide(current.accessKeySecret);\n',
    without: '',
  },
  {
    name: 'a web identity token stands in no URL',
    file: 'src/sts/client.ts',
    carrier: 'version: VERSION, form }',
    without: 'version: VERSION, query: form }',
  },
];
