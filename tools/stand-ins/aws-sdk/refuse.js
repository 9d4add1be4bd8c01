/** A client class that throws when it is constructed, and says why. The library reads `serviceIdentifier` of the real classes. */
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
