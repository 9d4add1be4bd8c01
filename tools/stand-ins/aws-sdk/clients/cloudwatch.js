module.exports = require('../refuse')('CloudWatch');
