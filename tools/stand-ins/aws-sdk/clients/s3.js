module.exports = require('../refuse')('S3');
