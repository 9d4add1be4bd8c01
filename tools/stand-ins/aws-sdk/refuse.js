/** A client class that says why it cannot be used. `serviceIdentifier` is what the library reads of the real classes. */
module.exports = function refuse(name) {
  return class {
    static serviceIdentifier = name.toLowerCase();

    constructor() {
      throw new Error(
        `aws-sdk v2 is not part of this package: ${name} cannot be used. See tools/stand-ins/aws-sdk/README.md.`,
      );
    }
  };
};
